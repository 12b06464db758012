import { expect, test } from 'vitest';
import { type Header, parseHeader } from './header.ts';

const stage = { features: ['cv'], schemaHash: 'ab', classes: ['live', 'vod'], trees: 1 };
const rule = { least: { live: 0.6, vod: 0, other: 2 }, risk: { live: 0.15, vod: 0.15, other: 1 } };
const header: Header = {
  name: 'small',
  seed: 1,
  training: { trainer: 'forest', manifests: [{ name: 'm.csv', sha256: 'cd' }], captures: 1, windows: 2, groups: 1 },
  parts: [{ resolution: 'packet', windowSeconds: 60, kind: stage, liveness: stage, rule }],
  sections: [{ name: '0.kind.value', type: 'uint16', offset: 0, length: 1 }],
};

test('reads what it should', () => {
  expect(parseHeader(`${JSON.stringify(header)}  `, 24)).toEqual(header);
});

test.each([
  ['{', 'header at byte 24: expected JSON'],
  ['7', 'header at byte 24: expected an object, found 7'],
  [{ ...header, name: 3 }, 'header.name at byte 24: expected a string, found 3'],
  [{ ...header, seed: -1 }, 'header.seed at byte 24: expected an integer ≥ 0, found -1'],
  [{ ...header, parts: {} }, 'header.parts at byte 24: expected an array, found {}'],
  [{ ...header, training: undefined }, 'header.training at byte 24: expected an object, found nothing'],
  [{ ...header, parts: [{ ...header.parts[0], resolution: 'hour' }] }, 'header.parts[0].resolution at byte 24: expected packet or second, found "hour"'],
  [{ ...header, parts: [{ ...header.parts[0], windowSeconds: 0 }] }, 'header.parts[0].windowSeconds'],
  [{ ...header, parts: [{ ...header.parts[0], kind: { ...stage, features: [1] } }] }, 'header.parts[0].kind.features[0]'],
  [{ ...header, parts: [{ ...header.parts[0], rule: { ...rule, least: { live: 0.6, vod: -1, other: 2 } } }] }, 'header.parts[0].rule.least.vod at byte 24: expected a number ≥ 0, found -1'],
  [{ ...header, parts: [{ ...header.parts[0], rule: { least: rule.least } }] }, 'header.parts[0].rule.risk at byte 24: expected an object, found nothing'],
  [{ ...header, sections: [{ ...header.sections[0], offset: 0.5 }] }, 'header.sections[0].offset'],
  [{ ...header, sections: [{ ...header.sections[0], type: 'int8' }] }, 'header.sections[0].type'],
])('refuses %o', (json, message) => {
  const text = typeof json === 'string' ? json : JSON.stringify(json);
  expect(() => parseHeader(text, 24)).toThrow(expect.objectContaining({ kind: 'corrupt', message: expect.stringContaining(message) }));
});
