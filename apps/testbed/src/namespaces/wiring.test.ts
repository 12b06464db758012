import { expect, test } from 'vitest';
import { cableCommands, devicesOf, placeCommands } from './wiring.ts';

test('each cable is made with both ends where they belong, never outside', () => {
  expect(cableCommands((place) => `cell-${place}`).trimEnd().split('\n')).toEqual([
    'link add outer netns cell-client type veth peer name wan-c netns cell-wan',
    'link add outer netns cell-gateway type veth peer name wan-g netns cell-wan',
    'link add inner netns cell-gateway type veth peer name inner netns cell-origin',
  ]);
});

test('the path emulator has no address, the client one', () => {
  expect(placeCommands('wan')).not.toContain('address');
  expect(placeCommands('client')).toContain('address add 172.31.1.2/24 dev outer\n');
  expect(devicesOf('gateway')).toEqual(['outer', 'inner']);
});

test('neighbours know each other by the addresses they were given', () => {
  const given = /link set inner address (.*)/.exec(placeCommands('origin'))?.[1];
  expect(placeCommands('gateway')).toContain(`neighbour replace 10.50.0.2 lladdr ${given} dev inner nud permanent\n`);
});
