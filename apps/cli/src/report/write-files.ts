import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toPng } from '@tunnelscope/report/raster';
import { InputError } from '../exit.ts';
import { openOutput } from '../output-file.ts';
import { describeOutputError } from '../replacement.ts';

/** A picture to be drawn if somebody wants it. */
export interface Picture {
  /** Of its file, without ending. */
  readonly name: string;
  readonly svg: () => string;
}

/** Writes the page, if one is wanted. @param inputs files that it must not replace @param page draws it @throws InputError, UsageError */
export async function writePage(output: string | undefined, inputs: readonly string[], page: () => string): Promise<void> {
  if (output === undefined) return;
  const text = page();
  const target = await openOutput(output, inputs);
  await target.write(text);
  await target.close();
}

/** Writes pictures into the folders that are wanted, which are made where they are not there. @throws InputError */
export async function writePictures({ svg, png }: { readonly svg?: string; readonly png?: string }, pictures: readonly Picture[]): Promise<void> {
  for (const { name, svg: draw } of svg === undefined && png === undefined ? [] : pictures) {
    const drawn = draw();
    const file = name.replace(/[^\w.-]+/g, '_');
    if (svg !== undefined) await writeInto(svg, `${file}.svg`, drawn, '--svg');
    if (png !== undefined) await writeInto(png, `${file}.png`, toPng(drawn), '--png');
  }
}

/** Writes a file into a folder that may not be there yet. @param option whose folder it is @throws InputError */
export async function writeInto(folder: string, name: string, content: string | Uint8Array, option: string): Promise<void> {
  const path = join(folder, name);
  await mkdir(folder, { recursive: true }).then(() => writeFile(path, content)).catch((error: unknown) => {
    throw new InputError(`${option}: ${describeOutputError(path, error)}`, { cause: error });
  });
}
