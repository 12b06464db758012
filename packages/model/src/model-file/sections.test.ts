import { expect, test } from 'vitest';
import { layOutSections, type Section, type SectionArray, Sections } from './sections.ts';

const arrays = new Map<string, SectionArray>([
  ['a', Uint8Array.of(1, 2, 3)],
  ['b', Float64Array.of(0.5, -0)],
  ['c', Uint16Array.of(65_535)],
]);

/** An area at `start` of a buffer, the bytes beginning at `shift` of its memory. */
function laidOut(start: number, shift: number) {
  const { table, bytes } = layOutSections(arrays);
  const file = new Uint8Array(new ArrayBuffer(shift + start + bytes), shift);
  for (const { name, offset } of table) {
    const array = arrays.get(name)!;
    file.set(new Uint8Array(array.buffer), start + offset);
  }
  return { file, table, end: start + bytes };
}

test('starts every section at a multiple of 8', () => {
  const { table, end } = laidOut(8, 0);
  expect(table.map(({ offset }) => offset)).toEqual([0, 8, 24]);
  expect(end).toBe(8 + 32);
});

test.each([[0, true], [3, false]])('reads them back from memory shifted by %i bytes, as views: %s', (shift, views) => {
  const { file, table, end } = laidOut(8, shift);
  const sections = new Sections(file, 8, end, table);
  expect(sections.get('a', 'uint8', 3)).toEqual(arrays.get('a'));
  expect(sections.get('b', 'float64')).toEqual(arrays.get('b'));
  expect(sections.get('c', 'uint16')).toEqual(arrays.get('c'));
  expect(sections.get('b', 'float64').buffer === file.buffer).toBe(views);
  expect(sections.typeOf('c')).toBe('uint16');
  expect(sections.typeOf('d')).toBeUndefined();
});

test('says what is wrong with a section', () => {
  const { file, table, end } = laidOut(8, 0);
  const get = (change: Partial<Section>, length?: number) => {
    const changed = table.map((section) => (section.name === 'b' ? { ...section, ...change } : section));
    return () => new Sections(file, 8, end, changed).get('b', 'float64', length);
  };
  expect(get({ name: 'x' })).toThrow('section b: expected a line in the section table, found none');
  expect(get({ type: 'uint8' })).toThrow('section b at byte 16: expected float64, found uint8');
  expect(get({}, 3)).toThrow('section b at byte 16: expected 3 elements, found 2');
  expect(get({ offset: 4 })).toThrow('section b at byte 12: expected an offset that is a multiple of 8, found 4');
  expect(get({ length: 4 })).toThrow('section b at byte 16: expected an end at byte 40 or before, found 48');
  expect(get({ offset: 2 ** 52 })).toThrow('expected an end at byte 40 or before');
});
