import { expect, test } from 'vitest';
import { createProgram } from './program.ts';
import { editDistance, unknownCommand } from './unknown-command.ts';

const program = createProgram(() => {});

test.each([[[]], [['classify']], [['help']], [['help', 'train']], [['x.pcap']], [['./classfy']], [['-']], [['--json']]])('%j is left alone', (words) => {
  expect(() => unknownCommand(program, words)).not.toThrow();
});

test.each([[['feature'], 'features'], [['TRAIN-'], 'train'], [['help', 'clasify'], 'classify']])('%j was meant as %s', (words, meant) => {
  expect(() => unknownCommand(program, words)).toThrow(`(did you mean ${meant}?)`);
});

test('what is near to nothing gets no suggestion', () => {
  expect(() => unknownCommand(program, ['zzzzz'])).toThrow('no such command or file: zzzzz, see tunnelscope --help');
});

test.each<[string, string, number]>([['kitten', 'sitting', 3], ['', 'abc', 3], ['same', 'same', 0], ['flaw', 'lawn', 2]])('%s to %s', (a, b, distance) => {
  expect(editDistance(a, b)).toBe(distance);
  expect(editDistance(b, a)).toBe(distance);
});
