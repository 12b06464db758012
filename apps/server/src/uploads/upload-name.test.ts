import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dispositionName, uploadName } from './upload-name.ts';

test.each([
  ['tunnel.pcap', 'tunnel.pcap'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\captures\\x.pcap', 'x.pcap'],
  ['a\r\nSet-Cookie: b', 'aSet-Cookie: b'],
  ['\u202Egnp.pcap\u0000', 'gnp.pcap'],
  ['  ', 'upload'],
  ['x/', 'upload'],
  [undefined, 'upload'],
  ['ünï.pcap', 'ünï.pcap'],
])('%j is called %s', (given, expected) => {
  expect(uploadName(given)).toBe(expected);
});

test('whatever it was, it is one line of at most 255 characters, and no path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
      expect(uploadName(given)).toMatch(/^[^\p{Cc}/\\]{1,255}$/u);
    }),
  );
});

test.each([
  ['attachment; filename="a b.pcap"', 'a b.pcap'],
  ['attachment; filename="a\\"b.pcap"', 'a"b.pcap'],
  ['attachment; filename=plain.pcap; size=3', 'plain.pcap'],
  ["attachment; filename=\"x.pcap\"; filename*=UTF-8'de'%C3%BC.pcap", 'ü.pcap'],
  ["attachment; filename=\"x.pcap\"; filename*=UTF-8''%FF", 'x.pcap'],
  ['attachment', null],
  [undefined, null],
])('the name in %s', (header, expected) => {
  expect(dispositionName(header)).toBe(expected);
});
