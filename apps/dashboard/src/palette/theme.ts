/** What a piece of text is, which decides its colour. */
export type Role =
  | 'live'
  | 'vod'
  | 'other'
  | 'unknown'
  /** Unimportant or no longer true. */
  | 'dim'
  | 'strong'
  /** Headings and keys. */
  | 'accent'
  /** Something is lost or wrong. */
  | 'warning'
  /** A peak in a picture of traffic. */
  | 'peak'
  /** Ordinary bars of a picture. */
  | 'bar'
  | 'selected';

/** How text is painted on this terminal. */
export interface Theme {
  readonly color: boolean;
  readonly unicode: boolean;
  /** The text in its colour; the text itself where there are none. Painted text may be joined, not painted again. */
  readonly paint: (role: Role, text: string) => string;
}

/** An SGR sequence and the one that takes it back. */
type Paint = readonly [on: string, off: string];

const BOLD: Paint = ['\x1b[1m', '\x1b[22m'];
const DIM: Paint = ['\x1b[2m', '\x1b[22m'];
const REVERSED: Paint = ['\x1b[7m', '\x1b[27m'];
/** A colour of the 256. */
const colour = (index: number): Paint => [`\x1b[38;5;${index}m`, '\x1b[39m'];
/** Nested as Ink writes styles itself: text that Ink need not write anew is read by it only once. */
const both = ([on, off]: Paint, [onToo, offToo]: Paint): Paint => [on + onToo, offToo + off];

/**
 * How each role looks. Okabe and Ito's blue and orange, told apart with every kind of colour vision, in a shade with a
 * contrast of at least 3 : 1 on white as on black.
 */
const PAINTS: Readonly<Record<Role, Paint>> = {
  live: both(BOLD, colour(172)),
  vod: colour(32),
  other: colour(244),
  unknown: colour(244),
  dim: DIM,
  strong: BOLD,
  accent: colour(37),
  warning: both(BOLD, colour(166)),
  peak: both(BOLD, colour(172)),
  bar: colour(32),
  selected: REVERSED,
};

/** @param color whether the terminal shows colours @param unicode whether it shows symbols beyond ASCII */
export function createTheme(color: boolean, unicode: boolean): Theme {
  return {
    color,
    unicode,
    paint: (role, text) => {
      // Reversed video is no colour: without it nobody could see what is selected.
      if (text === '' || (!color && role !== 'selected')) return text;
      const [on, off] = PAINTS[role];
      return on + text + off;
    },
  };
}
