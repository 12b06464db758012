import { describe, expect, test } from 'vitest';
import { isAlive, namespaceName, ownerOf, runKey, startTickIn, startTickOf } from './namespace-name.ts';

describe('the name of a namespace', () => {
  test('tells whose it is', () => {
    const owner = { pid: 4321, startTick: '987654321' };
    const name = namespaceName(runKey(owner, 2), 13, 'gateway');
    expect(name).toBe('tunnelscope-4321-987654321-2-13-gateway');
    expect(ownerOf(name)).toEqual(owner);
  });

  test.each(['default', 'tunnelscope-client', 'tunnelscope-1-2-3-4-elsewhere', 'x-tunnelscope-1-2-3-4-client', 'tunnelscope-1-2-3-4-client2'])('of others is none of ours: %s', (name) => {
    expect(ownerOf(name)).toBeNull();
  });
});

describe('whether the owner lives', () => {
  test('is so for this very process, and not for one that had its number before', () => {
    const startTick = startTickOf(process.pid)!;
    expect(isAlive({ pid: process.pid, startTick })).toBe(true);
    expect(isAlive({ pid: process.pid, startTick: String(Number(startTick) - 1) })).toBe(false);
  });

  test('counts fields from the last bracket of a name full of blanks and brackets', () => {
    const rest = `1 10 10 0 -1 4194560 100 0 0 0 5 6 0 0 20 0 1 0 777 1000`;
    expect(startTickIn(`42 (a) b (c) S ${rest}`)).toBe('777');
    expect(startTickIn(`42 (gone) Z ${rest}`)).toBeNull();
  });
});
