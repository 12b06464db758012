import { expect, test } from 'vitest';
import { commandOf, isInstalled, timeUsed } from './command.ts';

test('the time of a program is user and system together, in the notation of any language', () => {
  expect(timeUsed('62.500 0.250\n')).toBe(62_750);
  expect(timeUsed('0,010 0,020\n')).toBe(30);
  expect(() => timeUsed('real 1.0')).toThrow("time: expected seconds of user and system, found 'real 1.0'");
});

test('a program that works the processor is charged for it, and its output goes nowhere', async () => {
  const { cpuMs, wallMs } = await commandOf('sh', ['-c', 'i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo done'])(1);
  expect(cpuMs).toBeGreaterThan(0);
  expect(wallMs).toBeGreaterThan(0);
});

test('a program that fails is an error, and one that is not there is not installed', async () => {
  await expect(commandOf('sh', ['-c', 'exit 7'])(1)).rejects.toThrow('sh -c exit 7 ended with exit code 7');
  expect(isInstalled('sh')).toBe(true);
  expect(isInstalled('no-such-program-anywhere')).toBe(false);
});
