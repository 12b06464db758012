import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { expect, test } from 'vitest';
import { mixed, startSession } from './session.fixture.ts';

async function* endless(): AsyncGenerator<CaptureBatch> {
  yield* mixed(3, 5);
  await new Promise(() => {});
}

test.each([
  ['q', 0],
  ['\u0003', 130],
])('%j leaves with %d, and the terminal is as before', async (key, code) => {
  const session = startSession(endless(), 80, 24);
  await session.until('3 flows');
  expect([session.terminal.alternate, session.terminal.keyboard.raw]).toEqual([true, true]);
  await session.press(key);
  expect(await session.code).toBe(code);
  await session.terminal.lines();
  expect([session.terminal.alternate, session.terminal.keyboard.raw]).toEqual([false, false]);
});

test.each([['SIGTERM', 143], ['SIGINT', 130], ['SIGHUP', 129]] as const)('%s leaves with %d, and the terminal is as before', async (signal, code) => {
  const session = startSession(endless(), 80, 24);
  await session.until('3 flows');
  session.signal(signal);
  expect(await session.code).toBe(code);
  await session.terminal.lines();
  expect([session.terminal.alternate, session.terminal.keyboard.raw]).toEqual([false, false]);
});

test('a crash is thrown once the terminal is as before', async () => {
  let broken = false;
  const session = startSession(endless(), 80, 24, {
    source: {
      name: 'eth0', kind: 'interface', speed: 1, error: () => null,
      counters: () => {
        if (broken) throw new Error('counters are gone');
        return [];
      },
    },
  });
  await session.until('3 flows');
  broken = true;
  const crashed = expect(session.code).rejects.toThrow('counters are gone');
  await session.press('j');
  await crashed;
  await session.terminal.lines();
  expect([session.terminal.alternate, session.terminal.keyboard.raw]).toEqual([false, false]);
});

test('an error while a key is handled is thrown too, not lost', async () => {
  const session = startSession(endless(), 80, 24, {
    mask: (address) => {
      if (session.terminal.keyboard.listenerCount('pressed') > 0) throw new Error('no mask');
      return address;
    },
  });
  await session.until('3 flows');
  const crashed = expect(session.code).rejects.toThrow('no mask');
  session.terminal.keyboard.on('pressed', () => {});
  await session.press('p', 'p');
  await crashed;
  expect(session.terminal.alternate).toBe(false);
});

test('what nobody caught elsewhere in the process is thrown by it', async () => {
  let crash: (error: unknown) => void = () => {};
  const onCrash = (listener: typeof crash) => {
    crash = listener;
    return () => {};
  };
  const session = startSession(endless(), 80, 24, {}, { onCrash });
  await session.until('3 flows');
  const crashed = expect(session.code).rejects.toThrow('somewhere else');
  crash(new Error('somewhere else'));
  await crashed;
  expect(session.terminal.alternate).toBe(false);
});

test('a terminal that is gone ends it', async () => {
  const session = startSession(endless(), 80, 24);
  await session.until('3 flows');
  session.terminal.stdout.emit('error', new Error('EPIPE'));
  expect(await session.code).toBe(129);
  const deaf = startSession(endless(), 80, 24);
  await deaf.until('3 flows');
  deaf.terminal.keyboard.emit('end');
  expect(await deaf.code).toBe(129);
});

test('the caller may end it', async () => {
  const stop = new AbortController();
  const session = startSession(endless(), 80, 24, { signal: stop.signal });
  await session.until('3 flows');
  stop.abort();
  expect(await session.code).toBe(0);
});

test('a stream that breaks off is told of, and its last verdicts stay', async () => {
  async function* broken(): AsyncGenerator<CaptureBatch> {
    yield* mixed(3, 40);
    throw new Error('mixed.pcap: record 17 at byte 4711: expected 16 bytes, found 3');
  }
  const session = startSession(broken(), 100, 24);
  const lines = await session.until('record 17 at byte 4711');
  expect(lines[0]).toContain('capture ended');
  expect(lines.filter((line) => /10\.0\.0\.\d/.test(line))).toHaveLength(3);
  await session.press('q');
  expect(await session.code).toBe(0);
});
