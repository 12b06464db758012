import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { LABELS, type Outcome } from '@tunnelscope/model/outcome';
import { parse } from 'csv-parse/sync';

/** A list of labelled captures. */
export interface Manifest {
  /** File name without its folder: paths say more about people than about data. */
  readonly name: string;
  /** SHA-256 of the manifest's bytes, 64 hex digits. */
  readonly sha256: string;
  readonly captures: readonly ManifestCapture[];
}

export interface ManifestCapture {
  /** As the manifest names it. */
  readonly file: string;
  /** Where it is. */
  readonly path: string;
  readonly label: string;
  readonly outcome: Outcome;
  /** Every column of its row, by name: session, provider, pair … */
  readonly columns: Readonly<Record<string, string>>;
}

/**
 * Whether a capture was set aside for final figures (column `set`: final): no model learns from it, and it is judged only
 * where it is asked for.
 */
export function isSetAside({ columns }: Pick<ManifestCapture, 'columns'>): boolean {
  return columns.set === 'final';
}

/** A manifest that cannot be used. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

const UNREADABLE: Readonly<Record<string, string>> = { ENOENT: 'no such file', EISDIR: 'is a folder, expected a manifest', EACCES: 'may not be read' };

/**
 * Reads a manifest: CSV with a header, at least the columns `file` and `label`. Files are absolute, or relative to the
 * manifest or to `captures/` beside it.
 * @throws ManifestError naming file, line, what was found and what was expected
 */
export async function readManifest(path: string): Promise<Manifest> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new ManifestError(`${path}: ${UNREADABLE[error.code ?? ''] ?? `cannot be read: ${error.message}`}`);
  });
  const rows = parseRows(bytes, path);
  const folder = dirname(path);
  const captures = rows.map(({ record, info }): ManifestCapture => {
    const { file, label } = record;
    const place = `${path}, line ${info.lines}`;
    if (!file) throw new ManifestError(`${place}: found no file name, expected one in column file`);
    const outcome = label !== undefined && Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
    if (!label || !outcome) throw new ManifestError(`${place}: found label ${JSON.stringify(label ?? '')}, expected ${Object.keys(LABELS).join(', ')}`);
    const found = [resolve(folder, file), resolve(folder, 'captures', file)].find((candidate) => existsSync(candidate));
    if (!found) throw new ManifestError(`${place}: found no file ${file}, expected it beside the manifest or in captures/`);
    return { file, path: found, label, outcome, columns: record };
  });
  refuseTwice(captures, path);
  if (captures.length === 0) throw new ManifestError(`${path}: found no captures, expected at least one row`);
  return { name: basename(path), sha256: createHash('sha256').update(bytes).digest('hex'), captures };
}

/** The same capture under two names would be held out and trained on at once. */
function refuseTwice(captures: readonly ManifestCapture[], manifest: string): void {
  const seen = new Map<string, string>();
  for (const { file, path } of captures) {
    const real = realpathSync(path);
    const earlier = seen.get(real);
    if (earlier !== undefined) throw new ManifestError(`${manifest}: found ${file} and ${earlier}, which are the same file; expected each capture once`);
    seen.set(real, file);
  }
}

interface ParsedRow {
  readonly record: Record<string, string>;
  readonly info: { readonly lines: number };
}

function parseRows(bytes: Buffer, path: string): ParsedRow[] {
  let header: string[] = [];
  // No text has a zero, nor bytes that are no UTF-8; a capture has both.
  if (!isUtf8(bytes) || bytes.includes(0)) throw new ManifestError(`${path}: found binary data, as a capture has, expected a manifest: CSV with the columns file and label`);
  try {
    const rows: ParsedRow[] = parse(bytes, {
      bom: true,
      columns: (names: string[]) => {
        header = names.map((name) => name.trim());
        checkHeader(header, path);
        return header;
      },
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
    checkHeader(header, path);
    return rows;
  } catch (error) {
    if (error instanceof ManifestError) throw error;
    throw new ManifestError(`${path}: not a CSV file: ${error instanceof Error ? error.message : error}`);
  }
}

function checkHeader(header: readonly string[], path: string): void {
  for (const column of ['file', 'label']) {
    if (!header.includes(column)) throw new ManifestError(`${path}, line 1: found columns ${header.join(', ') || '(none)'}, expected a column ${column} among them`);
  }
}
