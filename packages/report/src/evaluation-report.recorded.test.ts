import { evaluateCaptures } from '@tunnelscope/dataset/evaluate';
import { loadCaptures } from '@tunnelscope/dataset/load';
import { readManifest } from '@tunnelscope/dataset/manifest';
import { expect, test } from 'vitest';
import { evaluationFigures } from './evaluation-figures.ts';
import { evaluationReport } from './evaluation-report.ts';
import { kernels, RECORDED } from './look.fixture.ts';
import { evaluationDocument } from './markdown/evaluation-document.ts';
import { selfContained } from './page/self-contained.fixture.ts';
import { shapes } from './plot/shapes.fixture.ts';

const manifest = await readManifest(`${RECORDED}manifest.csv`);
const captures = await loadCaptures(manifest.captures, { kernels, resolution: 'packet' });
const evaluations = await evaluateCaptures(captures, [manifest], [30, 60], { kernels, resolution: 'packet', by: 'tunnel', trainer: 'extra-trees', trees: 4, seed: 1 });
const [first] = evaluations;

test('a report on evaluations asks for nothing elsewhere and has all pictures', () => {
  const document = selfContained(evaluationReport(evaluations));
  expect([...document.querySelectorAll('section:first-of-type figure h3')].map((heading) => heading.textContent)).toEqual([
    'Confusion matrix', 'Kinds of live traffic', 'Precision and recall', 'ROC of live against VOD', 'Calibration', 'Accuracy against coverage', 'Time to the verdict', 'By tunnel',
  ]);
  expect(document.querySelectorAll('section')).toHaveLength(2);
});

test('pictures hold what was measured', () => {
  const figures = new Map(evaluationFigures(first!).map((figure) => [figure.name, figure]));
  expect(figures.get('confusion')!.table.rows.flatMap((row) => row.slice(1).map(Number))).toEqual(first!.confusion.rows.flat());
  expect(figures.get('calibration')!.table.rows).toHaveLength(first!.calibration.length);
  expect(shapes(figures.get('calibration')!, 'path', 'vod')).toBe(first!.calibration.length);
  expect(figures.get('roc')!.table.rows).toHaveLength(first!.roc.length);
  expect(figures.get('groups')!.table.rows.map(([group]) => group).toSorted()).toEqual(first!.groups!.map(({ group }) => group).toSorted());
});

test('the document says which data it is from, and has each picture that it shows', () => {
  const { text, pictures } = evaluationDocument({ manifests: [manifest], evaluations, command: 'tunnelscope report x', folder: 'figures' });
  expect(text).toContain(`| manifest.csv | ${manifest.sha256} | ${manifest.captures.length} |`);
  expect(text).not.toContain(RECORDED);
  const shown = [...text.matchAll(/\]\(figures\/([^)]+)\)/g)].map(([, name]) => name);
  expect(shown.length).toBeGreaterThan(6);
  expect(shown.toSorted()).toEqual([...pictures.keys()].toSorted());
  expect(text).toContain('## What fails');
  expect(text).toContain('tunnelscope report x');
  for (const [name, svg] of pictures) expect([name, svg.startsWith('<svg '), svg.length < 150_000]).toEqual([name, true, true]);
});
