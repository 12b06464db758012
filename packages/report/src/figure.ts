import type { PlotOptions } from '@observablehq/plot';
import type { Palette } from './plot/palette.ts';

/** A picture with the numbers that it shows. */
export interface Figure {
  /** Of a file without its ending, and of the place on a page: lower case, digits and hyphens. */
  readonly name: string;
  readonly title: string;
  /** What it shows and how to read it, for those who see it and those who do not. */
  readonly description: string;
  readonly plot: (palette: Palette) => PlotOptions;
  readonly table: Table;
}

/** Numbers behind a picture, as text. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows there are, where not all are listed. */
  readonly of?: number;
}
