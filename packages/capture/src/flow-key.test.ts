import { ADDRESS_IPV4, ADDRESS_IPV6, ADDRESS_NUMBER, ADDRESS_TEXT, KEY_WORDS } from '@tunnelscope/core/codes';
import { expect, test } from 'vitest';
import { flowOfKey } from './flow-key.ts';

const PORTS = ((65_535 << 16) | 443) >>> 0;

test('IPv4, wherever the key stands', () => {
  const keys = new Uint32Array(2 * KEY_WORDS);
  keys.set([0xff000001, 0, 0, 0, 0x0a0000fe, 0, 0, 0, PORTS, ((17 << 16) | (ADDRESS_IPV4 << 8) | ADDRESS_IPV4) >>> 0], KEY_WORDS);
  const flow = flowOfKey(keys, KEY_WORDS, 7, []);
  expect(flow).toEqual({ number: 7, a: { address: '255.0.0.1', port: 65_535 }, b: { address: '10.0.0.254', port: 443 }, protocol: 17 });
});

test('IPv6 in canonical text', () => {
  const keys = Uint32Array.of(0x20010db8, 0, 0, 1, 0, 0, 0xffff, 0x01020304, PORTS, ((255 << 16) | (ADDRESS_IPV6 << 8) | ADDRESS_IPV6) >>> 0);
  expect(flowOfKey(keys, 0, 0, [])).toMatchObject({ a: { address: '2001:db8::1' }, b: { address: '::ffff:1.2.3.4' }, protocol: 255 });
});

test('texts, short and long', () => {
  const keys = Uint32Array.of(0x416e6f6e, 0x49503100, 0, 0, 1, 0, 0, 0, 0, ((6 << 16) | ((ADDRESS_TEXT + 7) << 8) | ADDRESS_NUMBER) >>> 0);
  const flow = flowOfKey(keys, 0, 0, ['', 'a name of more than sixteen bytes']);
  expect(flow).toMatchObject({ a: { address: 'AnonIP1' }, b: { address: 'a name of more than sixteen bytes' } });
  const none = Uint32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, ((ADDRESS_TEXT << 8) | ADDRESS_TEXT) >>> 0);
  expect(flowOfKey(none, 0, 0, [])).toMatchObject({ a: { address: '' }, b: { address: '' }, protocol: 0 });
});
