import { expect, test } from 'vitest';
import { reportMarkdown } from './markdown.ts';
import { run } from './run.fixture.ts';

const page = reportMarkdown(run());

test('the page begins with machine and targets, met or missed', () => {
  expect(page).toMatch(/^# Performance\n/);
  expect(page).toContain('* Example 1, 2 cores, 16.0 GiB, Linux 6 x64\n* Node 24.0.0 (V8 13), commit abc, seed 1\n');
  expect(page).toContain('| forests, big | TypeScript | ≥ 2.5 × | 3.00 × | met |  |\n');
  expect(page).toContain('| forests, big | C | ≥ 0.9 × | 0.500 × | **missed** | we copy |\n');
  expect(page).toContain('| forests, big | other \\| library | ≥ 4 × | – | not measured |  |\n');
});

test('each result has a row for everybody who was measured, with version and note', () => {
  expect(page).toContain('### forests\n\n**big** – 12 MB of it\n');
  expect(page).toContain('| WASM | 2.00 (1.80–2.20) ms | 2.00 (1.80–2.20) ms | 1 | 9 | 5.00 M rows/s |\n');
  expect(page).toContain('| TypeScript | 6.00 (5.40–6.60) ms | 7.00 (6.30–7.70) ms | 3.00 (2.70–3.30) | 9 | 1.67 M rows/s |\n');
  expect(page).toContain('| C (gcc 12.2) | 1.00 (0.900–1.10) ms | 1.00 (0.900–1.10) ms | 0.500 (0.450–0.550) | 9 | copies nothing |\n');
  expect(page).toContain('| argus | 20.0 (18.0–22.0) ms | 21.0 (18.9–23.1) ms | 10.0 (9.00–11.0) | 3 | richer records |\n');
  expect(page).toContain('| Tunnelscope | 1.20 (1.08–1.32) s | 1.30 (1.17–1.43) s | 1 | 5 |  |\n');
});

test('it says where WebAssembly pays most and least, and who was left out', () => {
  expect(page).toContain('÷ that of WebAssembly):\n\n* forests, big: 3.00 ×\n\nIn this run TypeScript took');
  expect(page).toContain('TypeScript took less than 1.25 times the CPU time of WebAssembly in:\n\n|  | TypeScript ÷ WASM |\n| --- | --- |\n| peaks, few | 1.10 × |\n');
  expect(page).toContain('Left out in this run:\n\n* forests, big: other | library: not installed\n');
  expect(page).toContain('This run took 10 minutes.');
});

test('a run without targets, twins or missing peers has no empty sections', () => {
  const alone = reportMarkdown({ ...run(), quick: true, findings: run().findings.slice(1, 2) });
  expect(alone).not.toMatch(/## Targets|In this run|Left out/);
  expect(alone).toContain('--quick');
});
