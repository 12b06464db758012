import { basename, dirname, isAbsolute, join, normalize } from 'node:path';
import { draw } from '@tunnelscope/report/draw';
import { evaluationDocument } from '@tunnelscope/report/evaluation-document';
import { evaluationFigures } from '@tunnelscope/report/evaluation-figures';
import { evaluationReport } from '@tunnelscope/report/evaluation-report';
import { LIGHT } from '@tunnelscope/report/palette';
import { complain } from '../complain.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { measure } from './measure.ts';
import { readResults } from './read-results.ts';
import type { ReportOptions } from './report.ts';
import { writeInto, writePage, writePictures } from './write-files.ts';

const FIGURES = 'figures';

/** Reports on evaluations: on results that were measured before, or on manifests, which are measured now. */
export async function reportEvaluations(files: readonly string[], options: ReportOptions): Promise<ExitCode> {
  const { by, markdown, output, quiet } = options;
  const results = await readResults(files);
  if (results !== null && (by !== undefined || markdown !== undefined)) throw new UsageError(`--${by === undefined ? 'markdown' : 'by'} needs manifests, found results of evaluate --json`);
  const { manifests, evaluations } = results === null ? await measure(files, options) : { manifests: [], evaluations: results };
  const warnings = new Set(results === null ? evaluations.flatMap((evaluation) => evaluation.warnings) : []);
  if (!quiet) for (const warning of warnings) complain(`warning: ${warning}`);
  await writePage(output, files, () => evaluationReport(evaluations));
  await writePictures(options, evaluations.flatMap((evaluation) => evaluationFigures(evaluation).map((figure) => ({
    name: `${evaluation.by ?? 'model'}-${evaluation.resolution}-${evaluation.windowSeconds}s-${figure.name}`, svg: () => draw(figure, LIGHT),
  }))));
  if (markdown === undefined) return EXIT.done;
  const { text, pictures } = evaluationDocument({ manifests, evaluations, command: commandOf(files, options, markdown), folder: FIGURES });
  for (const [name, svg] of pictures) await writeInto(join(dirname(markdown), FIGURES), name, `${svg}\n`, '--markdown');
  await writeInto(dirname(markdown), basename(markdown), text, '--markdown');
  return EXIT.done;
}

/** The command that makes the same document again, with manifests by name: paths say more about people than about data. */
function commandOf(files: readonly string[], { by, trainer, trees, seed }: ReportOptions, markdown: string): string {
  const held = by === undefined ? '' : ` --by ${by.join(',')} --trainer ${trainer} --trees ${trees} --seed ${seed}`;
  const inside = !isAbsolute(markdown) && !normalize(markdown).startsWith('..');
  return `tunnelscope report --evaluation ${files.map((path) => basename(path)).join(' ')}${held} --markdown ${inside ? markdown : basename(markdown)}`;
}
