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

/**
 * SGR parameters of each role. Okabe and Ito's blue and orange, told apart with every kind of colour vision, in a shade with
 * a contrast of at least 3 : 1 on white as on black.
 */
const SGR: Readonly<Record<Role, string>> = {
  live: '1;38;5;172',
  vod: '38;5;32',
  other: '38;5;244',
  unknown: '38;5;244',
  dim: '2',
  strong: '1',
  accent: '38;5;37',
  warning: '1;38;5;166',
  peak: '1;38;5;172',
  bar: '38;5;32',
  selected: '7',
};

/** @param color whether the terminal shows colours @param unicode whether it shows symbols beyond ASCII */
export function createTheme(color: boolean, unicode: boolean): Theme {
  return {
    color,
    unicode,
    paint: (role, text) => {
      if (text === '') return text;
      if (color) return `\x1b[${SGR[role]}m${text}\x1b[0m`;
      // Reversed video is no colour: without it nobody could see what is selected.
      return role === 'selected' ? `\x1b[7m${text}\x1b[0m` : text;
    },
  };
}
