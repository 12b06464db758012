import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { expect, test } from 'vitest';
import { mixed, startSession } from './session.fixture.ts';

const ENDED = 'final verdicts';
const selected = (lines: readonly string[]) => lines.findIndex((line) => line.startsWith('▶'));
const clientOf = (line: string) => line.slice(1).split(' ')[0];

test('the selection stays on its flow when the order changes', async () => {
  const session = startSession(mixed(12, 70), 80, 24);
  await session.until(ENDED);
  await session.press('j', '\u001b[B', 'k', 'j');
  const before = await session.until('3/12');
  expect(selected(before)).toBe(5);
  const client = clientOf(before[5]!);
  await session.press('r');
  const after = await session.until('rate▲');
  expect(selected(after)).toBeGreaterThan(10);
  expect(clientOf(after[selected(after)]!)).toBe(client);
  await session.press('s');
  const sorted = await session.until('verdict▼');
  expect(clientOf(sorted[selected(sorted)]!)).toBe(client);
  expect(sorted.slice(3, 15).map((line) => line.slice(44, 46).trim())).toEqual([...Array(4).fill('●'), ...Array(4).fill('■'), ...Array(4).fill('◇')]);
  await session.press('q');
  await session.code;
});

test('a filter is typed, says what is wrong with it, and goes again', async () => {
  const session = startSession(mixed(12, 70), 80, 24);
  await session.until(ENDED);
  await session.press('/', 'rate>', 'x');
  await session.until(/^\/rate>x▏ {2}rate>x: expected a number such as 500k or 2M$/);
  await session.press('\u007f', '1k -vod');
  let lines = await session.until('4 of 12 flows');
  expect(lines.slice(3).filter((line) => line.includes('10.0.0.')).every((line) => line.includes('● live'))).toBe(true);
  expect(lines[1]).toContain('12 flows  ● 4 live  ■ 4 vod');
  await session.press('\r');
  await session.until('final verdicts  /rate>1k -vod');
  await session.press('/', ' zzz', '\r');
  await session.until('none of 12 flows passes the filter');
  await session.press('\u001b');
  lines = await session.until('1/12');
  expect(lines.filter((line) => line.includes('10.0.0.'))).toHaveLength(12);
  await session.press('q');
  await session.code;
});

test('a pause holds the screen while packets go on', async () => {
  const gate = Promise.withResolvers<void>();
  async function* gated(): AsyncGenerator<CaptureBatch> {
    let batches = 0;
    for await (const batch of mixed(6, 40)) {
      yield batch;
      if (++batches === 100) await gate.promise;
    }
  }
  const session = startSession(gated(), 80, 24);
  await session.until(/6 flows/);
  await session.press('p');
  const held = await session.until('PAUSED');
  gate.resolve();
  await session.until('PAUSED, capture ended');
  expect((await session.terminal.lines()).slice(1, -1)).toEqual(held.slice(1, -1));
  await session.press('p');
  expect((await session.until(ENDED)).slice(3)).not.toEqual(held.slice(3));
  await session.press('q');
  await session.code;
});

test('thousands of flows scroll to their end and back', async () => {
  const session = startSession(mixed(3000, 0.6), 80, 24);
  const lines = await session.until(ENDED);
  const count = Number(/1\/(\d+)/.exec(lines.at(-1)!)![1]);
  expect(count).toBeGreaterThan(500);
  await session.press('G');
  const end = await session.until(`${count}/${count}`);
  expect(selected(end)).toBe(22);
  await session.press('\u001b[5~');
  expect((await session.until(`${count - 20}/${count}`)).slice(3, -1).filter((line) => line.trim() !== '')).toHaveLength(20);
  await session.press('g');
  expect(selected(await session.until(`1/${count}`))).toBe(3);
  await session.press('q');
  await session.code;
});

test('columns are chosen, help and detail come and go', async () => {
  const session = startSession(mixed(3, 40), 80, 24);
  await session.until(ENDED);
  await session.press('c', 'j', ' ', 'c');
  await session.until(/^ client +tunnel/);
  await session.press('?');
  await session.until('pause the display');
  await session.press('x', '\r');
  await session.until('DOWNLINK');
  await session.press('\u001b');
  await session.until(/^ client +tunnel/);
  await session.press('q');
  expect(await session.code).toBe(0);
});

test('the table, or the selected flow, is exported', async () => {
  const session = startSession(mixed(3, 40), 80, 24, { mask: (address) => `host-${address.length}` });
  await session.until(ENDED);
  await session.press('e', '\r');
  await session.until('wrote 3 flows to flows.csv');
  expect(session.files.get('flows.csv')!.trim().split('\n')).toHaveLength(4);
  await session.press('e', '\t', ...Array<string>(4).fill('\u007f'), '.ndjson', '\r');
  await session.until('wrote the flow to flow.ndjson');
  expect(JSON.parse(session.files.get('flow.ndjson')!.split('\n')[0]!)).toMatchObject({ kind: 'flow', flow: { client: 'host-8' } });
  await session.press('e', '\u007f', '\r');
  await session.until('flows.cs: expected a name');
  expect([...session.files.values()].join('')).not.toContain('10.0.0.');
  await session.press('q');
  await session.code;
});
