/** Markup that is safe to put on a page as it is. */
export class Html {
  readonly text: string;

  /** @param text markup whose parts from outside are escaped already */
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | null | readonly (Html | string | number | null)[];

/** A template whose values are escaped, unless they are markup themselves; null is nothing, of an array all parts stand in a row. */
export function html(pieces: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(pieces.reduce((text, piece, i) => text + markup(values[i - 1] ?? null) + piece));
}

function markup(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map(markup).join('') : escapeText(String(part));
}

/** Characters that steer or turn text: names of files may hold any, and would make a page say something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERING = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text from outside for an element or a quoted attribute; what steers text becomes visible. */
export function escapeText(text: string): string {
  return harmless(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Text from outside without characters that steer or turn it, for places that escape on their own. */
export function harmless(text: string): string {
  return text.replace(STEERING, '\ufffd');
}
