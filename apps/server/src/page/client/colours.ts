/** Colours of pictures, from the style sheet: light or dark, as the page is. */
export interface Colours {
  readonly live: string;
  readonly vod: string;
  readonly other: string;
  readonly text: string;
  readonly line: string;
}

export function currentColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { live: read('live'), vod: read('vod'), other: read('other'), text: read('text'), line: read('line') };
}
