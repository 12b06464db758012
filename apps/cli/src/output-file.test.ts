import { chmod, chown, link, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InputError, UsageError } from './exit.ts';
import { openOutput } from './output-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tunnelscope-output-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('everything that was written is in the file once it is closed, and nothing of what was there before', async () => {
  const path = join(folder, 'x.json');
  await writeFile(path, 'y'.repeat(10_000_000));
  const output = await openOutput(path, []);
  for (let i = 0; i < 20_000; i++) await output.write(`line ${i} ${'x'.repeat(100)}\n`);
  await output.write(Uint8Array.of(0, 255));
  await output.close();
  const written = await readFile(path);
  expect([...written.subarray(-2)]).toEqual([0, 255]);
  const lines = written.subarray(0, -2).toString().split('\n');
  expect(lines).toHaveLength(20_001);
  expect(lines.every((line, i) => i === 20_000 || line.startsWith(`line ${i} x`))).toBe(true);
});

test('until it is closed the file is what it was, and stays so if it is discarded', async () => {
  const path = join(folder, 'kept');
  await writeFile(path, 'kept');
  const [one, other] = [await openOutput(path, []), await openOutput(join(folder, 'never'), [])];
  await one.write('x');
  expect(await readFile(path, 'utf8')).toBe('kept');
  await one.discard();
  await other.write('x');
  await other.discard();
  expect(await readFile(path, 'utf8')).toBe('kept');
  expect((await readdir(folder)).filter((name) => /never|part/.test(name))).toEqual([]);
});

test('a file that is replaced keeps its permissions, a new one has those of any new file', async () => {
  const [path, fresh, plain, name] = ['private', 'fresh', 'plain', 'name'].map((file) => join(folder, file)) as [string, string, string, string];
  const modeOf = async (file: string) => (await stat(file)).mode;
  await symlink(path, name);
  await writeFile(plain, '');
  for (const mode of [0o600, 0o666]) {
    await writeFile(path, '');
    await chmod(path, mode);
    const output = await openOutput(name, []);
    await output.write('new');
    await output.close();
    expect([await readFile(path, 'utf8'), await modeOf(path) & 0o777]).toEqual(['new', mode]);
  }
  await (await openOutput(fresh, [])).close();
  expect(await modeOf(fresh)).toBe(await modeOf(plain));
});

const root = process.getuid?.() === 0;

test.skipIf(!root)(`a file that is replaced keeps its owner and group${root ? '' : ' (SKIPPED: needs to be root)'}`, async () => {
  const path = join(folder, 'owned');
  await writeFile(path, '');
  await chown(path, 1234, 5678);
  await chmod(path, 0o640);
  await (await openOutput(path, [])).close();
  expect(await stat(path)).toMatchObject({ uid: 1234, gid: 5678, mode: 0o100640 });
});

test('a file that is read is not replaced, under whatever name', async () => {
  const [path, other] = [join(folder, 'a.pcap'), join(folder, 'b.pcap')];
  await writeFile(path, 'packets');
  await link(path, other);
  await expect(openOutput(path, [join(folder, 'none'), path])).rejects.toThrow(UsageError);
  await expect(openOutput(other, ['-', path])).rejects.toThrow(`-o ${other}: would replace ${path}, which is to be read`);
  expect(await readFile(path, 'utf8')).toBe('packets');
});

test('what cannot be written is said at once, or when the disk is full', async () => {
  await expect(openOutput(join(folder, 'none', 'x'), [])).rejects.toThrow(new InputError(`-o: ${join(folder, 'none', 'x')}: folder ${join(folder, 'none')} does not exist`));
  await expect(openOutput(folder, [])).rejects.toThrow(`-o: ${folder}: is a folder, expected a file`);
  const full = await openOutput('/dev/full', []);
  await full.write('x');
  await expect(full.close()).rejects.toThrow(/^-o: \/dev\/full: .*ENOSPC/);
  const many = await openOutput('/dev/full', []);
  await expect((async () => {
    for (let i = 0; i < 1000; i++) await many.write('x'.repeat(10_000));
  })()).rejects.toThrow(InputError);
});
