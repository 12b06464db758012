import { expect, test } from 'vitest';
import { Screen } from './screen.ts';
import { screenSvg } from './svg.ts';
import { screenText } from './text.ts';

function written(text: string, columns = 20, rows = 3): Promise<Screen> {
  const screen = new Screen(columns, rows);
  return new Promise((resolve) => screen.stdout.write(text, () => resolve(screen)));
}

test('a screen holds what would stand on a terminal', async () => {
  const screen = await written('first\r\nsecond\u001b[1;1HFIRST\u001b[3;5Hend  ');
  expect(screenText(screen.cells())).toBe('FIRST\nsecond\n    end\n');
  expect(screen.quietFor).toBeLessThan(60_000);
  expect(new Screen(5, 2).quietFor).toBe(Infinity);
});

test('cells have colours of the palette, or none', async () => {
  const [row] = (await written('\u001b[1;38;5;172ma\u001b[0m\u001b[2mb\u001b[0m\u001b[7mc\u001b[0m\u001b[38;2;1;2;3md\u001b[38;5;244me\u001b[31mf')).cells();
  const plain = { color: null, background: null, bold: false, dim: false, inverse: false };
  expect(row!.slice(0, 6)).toEqual([
    { ...plain, text: 'a', color: '#d78700', bold: true }, { ...plain, text: 'b', dim: true }, { ...plain, text: 'c', inverse: true },
    { ...plain, text: 'd', color: '#010203' }, { ...plain, text: 'e', color: '#808080' }, { ...plain, text: 'f', color: '#cd0000' },
  ]);
});

test('as SVG neighbours that look alike are one text, in its place', async () => {
  const svg = screenSvg((await written('\r\n  \u001b[1;38;5;172mab c\u001b[0m<&>')).cells(), 'title <1>');
  expect(svg).toContain('<text x="28" y="42" textLength="32" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#d78700" font-weight="bold">ab c</text>');
  expect(svg).toContain('>&lt;&amp;&gt;</text>');
  expect(svg).toContain('<title>title &lt;1&gt;</title>');
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="184" height="75" [^\n]*\n[\s\S]*<\/svg>\n$/);
});

test('as SVG blocks are drawn, and what is selected is reversed', async () => {
  const svg = screenSvg((await written('▄█\u001b[7mx\u001b[0m')).cells(), '');
  expect(svg).toContain('<rect x="12" y="20.5" width="8.5" height="8.5" fill="#d7dae0"/>');
  expect(svg).toContain('<rect x="20" y="12" width="8.5" height="17" fill="#d7dae0"/>');
  expect(svg).toContain('<rect x="28" y="12" width="8" height="17" fill="#d7dae0"/>');
  expect(svg).toMatch(/fill="#16181d">x<\/text>/);
});

test('a wide character is one cell and takes two columns', async () => {
  expect(screenText((await written('日a', 4, 1)).cells())).toBe('日a\n');
});
