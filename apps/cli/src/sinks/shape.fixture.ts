import type { Shape } from './sink.ts';

export interface Thing {
  readonly name: string;
  readonly count: number;
  readonly share: number | null;
  readonly good: boolean;
  readonly at: string;
  readonly tags: readonly string[];
}

export const THINGS: readonly Thing[] = [
  { name: 'plain', count: 2 ** 40, share: 0.1, good: true, at: '2026-11-22T18:29:31.775Z', tags: [] },
  { name: 'a "quoted", one\nof two lines', count: 0, share: null, good: false, at: '1970-01-01T00:00:00.000Z', tags: ['x', 'y, z'] },
];

/** One column of each kind. */
export const SHAPE: Shape<Thing> = {
  columns: [
    { name: 'name', type: 'string', value: ({ name }) => name },
    { name: 'count', type: 'integer', value: ({ count }) => count },
    { name: 'share', type: 'number', value: ({ share }) => share },
    { name: 'good', type: 'boolean', value: ({ good }) => good },
    { name: 'at', type: 'time', value: ({ at }) => at },
    { name: 'tags', type: 'json', value: ({ tags }) => tags },
  ],
  view: {
    columns: [
      { heading: 'NAME', align: 'left', text: ({ name }) => name, importance: Infinity },
      { heading: 'COUNT', align: 'right', text: ({ count }) => String(count), importance: Infinity },
    ],
    top: 1,
    perFile: true,
    group: ({ name }) => name,
    weight: ({ count }) => -count,
    heading: (file) => [`file ${file}`],
    below: (shown, count) => [`${shown.length} of ${count}`],
    closing: () => ['the end'],
  },
};
