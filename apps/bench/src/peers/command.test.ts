import { expect, test } from 'vitest';
import { childrenTime, commandOf, isInstalled } from './command.ts';

test('the time of children is the second line, user and system together', () => {
  expect(childrenTime('0m0.010s 0m0.020s\n1m2.500s 0m0.250s\n')).toBe(62_750);
  expect(() => childrenTime('real 1.0')).toThrow("times: expected minutes and seconds of the children in line 2, found 'real 1.0'");
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
