import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ManifestError, readManifest } from './manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-manifest-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'captures', 'live'), { recursive: true });
for (const file of ['one.csv', 'a, b.pcap', 'captures/live/two.csv', 'captures/one.csv']) writeFileSync(join(folder, file), '');
const path = join(folder, 'manifest.csv');

function write(text: string): string {
  writeFileSync(path, text);
  return path;
}

describe('reads', () => {
  test('captures beside the manifest, which come first, and in captures/ beside it', async () => {
    const text = 'file,label,session\none.csv,live,s1\nlive/two.csv,browse,\n';
    expect(await readManifest(write(text))).toEqual({
      name: 'manifest.csv',
      sha256: createHash('sha256').update(text).digest('hex'),
      captures: [
        { file: 'one.csv', path: join(folder, 'one.csv'), label: 'live', outcome: 'broadcast', columns: { file: 'one.csv', label: 'live', session: 's1' } },
        { file: 'live/two.csv', path: join(folder, 'captures/live/two.csv'), label: 'browse', outcome: 'other', columns: { file: 'live/two.csv', label: 'browse', session: '' } },
      ],
    });
  });

  test.each([
    ['a name with a comma in quotes', 'file,label\n"a, b.pcap",vod\n', 'a, b.pcap'],
    ['a byte order mark', '\ufefffile,label\none.csv,vod\n', 'one.csv'],
    ['CRLF', 'file,label\r\none.csv,vod\r\n', 'one.csv'],
    ['no line end at the end', 'file,label\none.csv,vod', 'one.csv'],
    ['empty lines and spaces', 'file, label\n\n one.csv , vod \n\n', 'one.csv'],
    ['columns in another order', 'pair,label,file\n3,vod,one.csv\n', 'one.csv'],
  ])('%s', async (_, text, file) => {
    const { captures } = await readManifest(write(text));
    expect(captures.map((capture) => [capture.file, capture.label, capture.outcome])).toEqual([[file, 'vod', 'vod']]);
  });
});

describe('refuses, with file and line,', () => {
  const labels = 'live, vod, call, audio, browse, idle';
  test.each([
    ['an unknown label', 'file,label\none.csv,live\none.csv,film\n', `, line 3: found label "film", expected ${labels}`],
    ['an empty label', 'file,label\none.csv,\n', `, line 2: found label "", expected ${labels}`],
    ['a label that only objects know', 'file,label\none.csv,constructor\n', `, line 2: found label "constructor", expected ${labels}`],
    ['a label in capitals', 'file,label\r\n\r\none.csv,Live\r\n', `, line 3: found label "Live", expected ${labels}`],
    ['an empty file name', 'file,label\none.csv,live\n,vod\n', ', line 3: found no file name, expected one in column file'],
    ['a missing file', 'file,label\ngone.pcap,live\n', ', line 2: found no file gone.pcap, expected it beside the manifest or in captures/'],
    ['a missing column label', 'file,tag\none.csv,live\n', ', line 1: found columns file, tag, expected a column label among them'],
    ['a missing column file', 'path,label\none.csv,live\n', ', line 1: found columns path, label, expected a column file among them'],
    ['a row with a cell too many', 'file,label\none.csv,live,5\n', ': not a CSV file: Invalid Record Length: columns length is 2, got 3 on line 2'],
    ['a capture', '\u001f\u0000\u0002', ': found binary data, as a capture has, expected a manifest: CSV with the columns file and label'],
    ['another text', '# Title\n\nOne, two, three.\n', ', line 1: found columns # Title, expected a column file among them'],
    ['an open quote', 'file,label\none.csv,"live\n', ': not a CSV file: Quote Not Closed: the parsing is finished with an opening quote at line 2'],
    ['no rows', 'file,label\n', ': found no captures, expected at least one row'],
    ['an empty file', '', ', line 1: found columns (none), expected a column file among them'],
  ])('%s', async (_, text, message) => {
    await expect(readManifest(write(text))).rejects.toThrow(new ManifestError(path + message));
  });

  test('the same capture twice, however it is spelt', async () => {
    await expect(readManifest(write('file,label\none.csv,live\nlive/../../one.csv,vod\n'))).rejects.toThrow(
      `${path}: found live/../../one.csv and one.csv, which are the same file; expected each capture once`,
    );
  });

  test('a manifest that is not there', async () => {
    await expect(readManifest(join(folder, 'none.csv'))).rejects.toThrow(ManifestError);
    await expect(readManifest(join(folder, 'none.csv'))).rejects.toThrow(/none\.csv: no such file$/);
  });
});
