import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { besideReport } from './beside-report.ts';
import { captureReport } from './capture-report.ts';
import { LIVE, look, model, VOD } from './look.fixture.ts';
import { selfContained } from './page/self-contained.fixture.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>.pcap';
const judge = { model, engine: 'wasm' };
const live = await look(LIVE, HOSTILE);
const vod = await look(VOD);

test('a report on a capture asks for nothing elsewhere and has each picture with its table', () => {
  const page = captureReport([live], judge);
  const document = selfContained(page);
  expect([...document.querySelectorAll('figure h4')].map((heading) => heading.textContent)).toEqual([
    'Downlink bytes over time', 'Leisure times', '200 ms bins and the zero line', 'Requests and their responses', 'Power spectral density', 'Probability over time',
  ]);
  for (const figure of document.querySelectorAll('figure')) {
    expect(figure.querySelectorAll('svg[role=img] > title, svg[role=img] > desc')).toHaveLength(2);
    expect(figure.querySelectorAll('details table tbody tr').length).toBeGreaterThan(3);
  }
  expect(document.querySelector('.verdict')!.textContent).toContain('live');
  expect(document.querySelectorAll('ul.reasons li').length).toBe(live.stories[0]!.verdict.reasons.length);
});

test('names from outside stay text', () => {
  for (const page of [captureReport([live, vod], judge), besideReport([live, vod], judge)]) {
    const document = selfContained(page);
    expect(document.querySelectorAll('script, img, [onerror]')).toHaveLength(0);
    expect(document.body.textContent).toContain(HOSTILE);
  }
});

test('identifiers are unique, also in a report on several captures', () => {
  const ids = [...parseHTML(captureReport([live, vod], judge)).document.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('two captures side by side share a picture for each figure', () => {
  const document = selfContained(besideReport([live, vod], judge));
  expect(document.querySelectorAll('figure svg[role=img]')).toHaveLength(5);
});

test('a capture without flows says so, and cannot stand beside another', () => {
  const empty = { ...vod, verdicts: [], stories: [], flows: 0 };
  expect(captureReport([empty], judge)).toContain('There are no flows in it.');
  expect(() => besideReport([live, empty], judge)).toThrow(/found no flow, expected one/);
});
