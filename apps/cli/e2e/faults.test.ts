import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, inject, test } from 'vitest';
import { CORRUPT, jsonLines, LIVE, tunnelscope } from './tunnelscope.ts';

const model = ['--model', inject('model')];

interface Expected {
  readonly kind?: string;
  readonly warning?: string;
  readonly offset?: number | 'any';
  readonly line?: number;
  readonly column?: string;
  /** Read before the fault; or the least and the most. */
  readonly packets: number | readonly [number, number];
  readonly exitCode: number;
}

const captures = readdirSync(CORRUPT).filter((name) => !name.endsWith('.expected.json'));

test('there are corrupt captures', () => {
  expect(captures.length).toBeGreaterThan(10);
});

describe.each(captures)('%s', (name) => {
  test('is reported as far as it can be read, then complained about in one line', async () => {
    const expected = JSON.parse(readFileSync(`${CORRUPT}${name}.expected.json`, 'utf8')) as Expected;
    const { exitCode, stdout, stderr } = await tunnelscope(['classify', CORRUPT + name, '--json', ...model]);
    expect(exitCode).toBe(expected.exitCode);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^tunnelscope: /);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).toContain(CORRUPT + name);
    if (expected.kind) expect(stderr).toMatch(new RegExp(`: ${expected.kind}: found .+, expected .+`));
    if (expected.warning) expect(stderr).toContain('warning: ');
    if (typeof expected.offset === 'number') expect(stderr).toContain(`byte ${expected.offset}:`);
    if (expected.offset === 'any') expect(stderr).toMatch(/byte \d+:/);
    if (expected.line !== undefined) expect(stderr).toContain(`line ${expected.line}`);
    if (expected.column !== undefined) expect(stderr).toContain(`column ${expected.column}`);
    const packets = jsonLines(stdout).reduce((sum, line) => sum + line.packets, 0);
    const [least, most] = typeof expected.packets === 'number' ? [expected.packets, expected.packets] : expected.packets;
    expect(packets).toBeGreaterThanOrEqual(least);
    expect(packets).toBeLessThanOrEqual(most);
  });
});

test('one bad capture among many does not stop the others', async () => {
  const { exitCode, stdout, stderr } = await tunnelscope(['nowhere.pcap', LIVE, `${CORRUPT}magic.pcap`, LIVE, '--json', ...model]);
  expect(exitCode).toBe(3);
  expect(jsonLines(stdout).map(({ file }) => file)).toEqual([LIVE, LIVE]);
  expect(stderr).toMatch(/^tunnelscope: nowhere\.pcap: no such file\ntunnelscope: .*magic\.pcap, .*: unsupported: .+\n$/);
});

test('--quiet leaves warnings out, not faults', async () => {
  expect((await tunnelscope([`${CORRUPT}cut-last-line.csv`, '--quiet', ...model])).stderr).toBe('');
  expect((await tunnelscope([`${CORRUPT}magic.pcap`, '--quiet', ...model])).stderr).toMatch(/^tunnelscope: .+\n$/);
});

test('a stack is shown on request', async () => {
  const { stderr } = await tunnelscope([`${CORRUPT}magic.pcap`, ...model], { env: { TUNNELSCOPE_DEBUG: '1' } });
  expect(stderr).toMatch(/^ +at /m);
});

test.each([
  ['nowhere.model', /^tunnelscope: nowhere\.model: no such file\n$/],
  [LIVE, /^tunnelscope: .*: magic at byte 0: expected a model file .*\n$/],
])('a model that cannot be had is refused: %s', async (path, message) => {
  const { exitCode, stdout, stderr } = await tunnelscope([LIVE, '--model', path]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toMatch(message);
});
