import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { loadKernels } from '@tunnelscope/core';
import type { Kernels } from '@tunnelscope/core/kernels';
import { Pseudonyms } from '@tunnelscope/detector/pseudonyms';
import type { DecodedModel } from '@tunnelscope/model/model-file';
import { ModelError } from '@tunnelscope/model/model-file/model-error';
import { besideFigures, besideReport, type Pair } from '@tunnelscope/report/beside-report';
import { captureFigures } from '@tunnelscope/report/capture-figures';
import { captureReport } from '@tunnelscope/report/capture-report';
import { draw } from '@tunnelscope/report/draw';
import { type CaptureFindings, lookAt } from '@tunnelscope/report/findings';
import { LIGHT } from '@tunnelscope/report/palette';
import { complain, complainOf } from '../complain.ts';
import { EXIT, type ExitCode, InputError, UsageError } from '../exit.ts';
import { CaptureReading } from '../flows/capture-reading.ts';
import { clientIn } from '../flows/client-networks.ts';
import { catchInterrupt } from '../interrupt.ts';
import { loadModel } from '../load-model.ts';
import { Progress } from '../progress.ts';
import { maskedFindings } from './masked-findings.ts';
import type { ReportOptions } from './report.ts';
import { type Picture, writePage, writePictures } from './write-files.ts';

/** Reports on captures. One that cannot be read to its end is told as far as it goes, and complained about. */
export async function reportCaptures(files: readonly string[], options: ReportOptions): Promise<ExitCode> {
  for (const file of files) await refusePipe(file);
  const [kernels, model] = await Promise.all([loadKernels(options.engine), loadModel(options.model)]);
  const pseudonyms = options.maskAddresses ? new Pseudonyms() : null;
  const mask = (text: string) => pseudonyms?.text(text) ?? text;
  const found: CaptureFindings[] = [];
  let exitCode: ExitCode = EXIT.done;
  const interrupt = catchInterrupt();
  for (const file of files) {
    const { findings, fault } = await look(file, kernels, model, options, interrupt, mask);
    if (interrupt.aborted) return EXIT.interrupted;
    for (const warning of options.quiet ? [] : (findings?.warnings ?? [])) complain(mask(`warning: ${file}: ${warning}`));
    if (fault) exitCode = complainOf(fault, mask);
    if (findings) found.push(pseudonyms ? maskedFindings(findings, pseudonyms) : findings);
  }
  if (found.length === 0) return exitCode;
  const judge = { model, engine: options.engine };
  if (!options.beside) {
    await writePage(options.output, files, () => captureReport(found, judge));
    await writePictures(options, found.flatMap(picturesOf));
    return exitCode;
  }
  const bare = found.find(({ stories }) => stories.length === 0);
  if (found.length < 2 || bare) throw new InputError(`--beside: ${bare ? `found no flow in ${bare.file}` : 'only one of the captures could be read'}, expected one in each capture`);
  const pair = found as unknown as Pair;
  await writePage(options.output, files, () => besideReport(pair, judge));
  await writePictures(options, besideFigures(pair).map((figure) => ({ name: `beside-${figure.name}`, svg: () => figure.svg(LIGHT) })));
  return exitCode;
}

async function refusePipe(file: string): Promise<void> {
  const isFile = file !== '-' && (await stat(file).then((found) => found.isFile(), () => true));
  if (!isFile) throw new UsageError(`${file === '-' ? 'standard input (-)' : file}: a report reads each capture twice, expected a file`);
}

async function look(file: string, kernels: Kernels, model: DecodedModel, options: ReportOptions, interrupt: AbortSignal, mask: (text: string) => string): Promise<{ findings: CaptureFindings | null; fault: Error | null }> {
  const progress = new Progress(options.quiet === true);
  const readings: CaptureReading[] = [];
  const open = () => {
    const reading = new CaptureReading(file, kernels, interrupt, progress, { shownName: mask(file) });
    readings.push(reading);
    return reading.batches();
  };
  try {
    const looked = await lookAt(open, { kernels, model, clientOf: clientIn(options.client), detailed: options.beside ? 1 : options.flows });
    const [first] = readings as [CaptureReading];
    const { statistics, fault, hasRead } = first;
    const cut = fault === null ? [] : [`read only in part: ${fault.message.replace(`${file}: `, '')}`];
    const warnings = [...first.warnings.map((text) => text.replace(`${file}: `, '')), ...cut];
    return { findings: hasRead ? { file: basename(file), statistics, warnings, ...looked } : null, fault };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { findings: null, fault: new InputError(`${file}: ${error.message}`, { cause: error }) };
  } finally {
    progress.clear();
  }
}

function picturesOf({ file, stories }: CaptureFindings): Picture[] {
  const bare = file.replace(/\.(gz|zst)$/, '');
  const stem = bare.slice(0, bare.length - extname(bare).length) || file;
  return stories.flatMap((story, i) => captureFigures(story).map((figure) => ({ name: `${stem}-${i + 1}-${figure.name}`, svg: () => draw(figure, LIGHT) })));
}
