import { Resvg } from '@resvg/resvg-js';

/** Pixels for each of the picture: sharp on today's screens and on paper. */
const SCALE = 2;

/** A picture of its own as PNG. Text is set in the system's fonts: without any, it is left out. */
export function toPng(svg: string): Uint8Array {
  return new Resvg(svg, { fitTo: { mode: 'zoom', value: SCALE }, font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' } }).render().asPng();
}
