import { dot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { draw, drawBeside } from './draw.ts';
import { LIGHT, OF_PAGE } from './palette.ts';

const HOSTILE = '</title><script>alert(1)</script>&"\'\u202e';
const figure = {
  name: 'points', title: HOSTILE, description: HOSTILE, table: { columns: [], rows: [] },
  plot: () => ({ x: { label: HOSTILE, type: 'point' as const }, marks: [dot([HOSTILE, 'b'], { x: (name: string) => name, y: () => 1 })] }),
};
const parsed = (svg: string) => parseHTML(`<!doctype html><html><body>${svg}</body></html>`).document;

test('a picture has a role, a title and a description, and nothing that a policy would forbid', () => {
  const svg = draw(figure, OF_PAGE, 'x-');
  const document = parsed(svg);
  expect(document.querySelector('svg')!.getAttribute('role')).toBe('img');
  expect(document.querySelector('svg')!.getAttribute('aria-labelledby')).toBe('x-points-title x-points-description');
  expect(document.getElementById('x-points-title')!.textContent).toBe(HOSTILE.replace('\u202e', '\ufffd'));
  expect(document.getElementById('x-points-description')).not.toBeNull();
  expect(document.querySelectorAll('script, style, [style], [onload]')).toHaveLength(0);
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
  expect(svg).not.toContain('<script');
});

test('a picture of its own has no variables', () => {
  expect(draw(figure, LIGHT)).not.toContain('var(');
  expect(draw(figure, OF_PAGE)).toContain('var(--text)');
});

test('two figures side by side are one picture with both', () => {
  const one = draw(figure, LIGHT);
  const both = drawBeside(figure, [figure, figure], [HOSTILE, 'right'], LIGHT);
  const circles = (svg: string) => parsed(svg).querySelectorAll('circle').length;
  expect(circles(one)).toBe(2);
  expect(circles(both)).toBe(4);
  expect(both).not.toContain('<script');
  expect(parsed(both).querySelectorAll('svg')).toHaveLength(1);
});
