import type { VerdictSymbol } from './verdict-mark.ts';

/** Colours of a picture by what they stand for. Okabe and Ito's, in shades that are read on their background. */
export interface Palette extends Readonly<Record<VerdictSymbol, string>> {
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly page: string;
  readonly warning: string;
}

/** For files of their own: on white. */
export const LIGHT: Palette = {
  live: '#a85a00', vod: '#0067a3', other: '#00705a', unknown: '#57606a',
  text: '#1b1f24', dim: '#57606a', line: '#d0d7de', page: '#ffffff', warning: '#b03a00',
};

const DARK: Palette = {
  live: '#e69f00', vod: '#56b4e9', other: '#2fbf9b', unknown: '#9aa7b4',
  text: '#e6edf3', dim: '#9aa7b4', line: '#38424d', page: '#101418', warning: '#ff9466',
};

/** For pictures on a page: the page's style decides, light or dark. */
export const OF_PAGE = Object.fromEntries(Object.keys(LIGHT).map((name) => [name, `var(--${name})`])) as unknown as Palette;

/** The declarations of OF_PAGE's variables. */
export const PAGE_COLOURS = `:root { color-scheme: light dark; ${declarations(LIGHT)} }
@media screen and (prefers-color-scheme: dark) { :root { ${declarations(DARK)} } }`;

function declarations(palette: Palette): string {
  return Object.entries(palette).map(([name, colour]) => `--${name}: ${colour};`).join(' ');
}
