import { CaptureError } from '@tunnelscope/capture/errors';
import { type Manifest, type ManifestCapture, ManifestError } from '@tunnelscope/dataset/manifest';
import { expect, test } from 'vitest';
import { InputError } from './exit.ts';
import { namingEntry } from './manifest-entry.ts';

const manifest = (file: string): Manifest => ({ name: 'm.csv', sha256: '', captures: [{ file, path: `data/captures/${file}` } as ManifestCapture] });
const MANIFESTS = [manifest('a.pcap'), manifest('b.pcap')];
const failed = (error: Error) => namingEntry(Promise.reject(error), ['data/one.csv', 'data/two.csv'], MANIFESTS);

test('a capture that cannot be read is named by its manifest and its entry', async () => {
  const error = new CaptureError('corrupt', { file: 'data/captures/b.pcap', offset: 24 }, 'this', 'that');
  await expect(failed(error)).rejects.toThrow(new InputError('data/two.csv, entry b.pcap: data/captures/b.pcap, byte 24: corrupt: found this, expected that'));
});

test('so is one without traffic', async () => {
  const error = new ManifestError('data/captures/a.pcap: found no packets');
  await expect(failed(error)).rejects.toThrow(new InputError('data/one.csv, entry a.pcap: data/captures/a.pcap: found no packets'));
});

test('other errors are left alone', async () => {
  const errors = [new RangeError('data/captures/a.pcap: no'), new ManifestError('data/one.csv, line 2: found label x'), new CaptureError('corrupt', { file: 'data/captures/a.pcapng' }, 'x', 'y')];
  for (const error of errors) await expect(failed(error)).rejects.toBe(error);
});
