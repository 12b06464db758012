import { expect, test } from 'vitest';
import { readableOnTheWay, serverAddress } from './server-address.ts';

test.each(['http://127.0.0.1:8787', 'http://127.1', 'http://LOCALHOST:1/', 'http://a.localhost', 'http://[::1]:8787', 'https://tap.example.org', 'https://192.0.2.1'])('nobody reads what goes to %s', (address) => {
  expect(readableOnTheWay(serverAddress(address))).toBe(false);
});

test.each(['http://tap.example.org', 'http://192.0.2.1:8787', 'http://0.0.0.0:1', 'http://[2001:db8::1]', 'http://127.0.0.1.example.org', 'http://localhost.example.org'])('others may read what goes to %s', (address) => {
  expect(readableOnTheWay(serverAddress(address))).toBe(true);
});
