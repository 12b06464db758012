import { INSIDE, OUTSIDE, type Place } from './cell.ts';

/** Hardware addresses are the same in every cell too, and known beforehand: no capture begins with a search for neighbours, and none is ever lost. */
const HARDWARE = { client: '02:00:00:00:01:02', gateway: '02:00:00:00:01:01', inner: '02:00:00:00:02:01', origin: '02:00:00:00:02:02' } as const;

interface End {
  readonly place: Place;
  readonly device: string;
  readonly address: string | null;
  readonly hardware: string | null;
}

/** The three cables of a cell: client – wan, wan – gateway, gateway – origin. */
const CABLES: readonly (readonly [End, End])[] = [
  [
    { place: 'client', device: OUTSIDE.device, address: `${OUTSIDE.client}/24`, hardware: HARDWARE.client },
    { place: 'wan', device: OUTSIDE.wanDevices[0], address: null, hardware: null },
  ],
  [
    { place: 'gateway', device: OUTSIDE.device, address: `${OUTSIDE.gateway}/24`, hardware: HARDWARE.gateway },
    { place: 'wan', device: OUTSIDE.wanDevices[1], address: null, hardware: null },
  ],
  [
    { place: 'gateway', device: 'inner', address: `${INSIDE.gateway}/24`, hardware: HARDWARE.inner },
    { place: 'origin', device: 'inner', address: `${INSIDE.origin}/24`, hardware: HARDWARE.origin },
  ],
];

const NEIGHBOURS: readonly { place: Place; device: string; address: string; hardware: string }[] = [
  { place: 'client', device: OUTSIDE.device, address: OUTSIDE.gateway, hardware: HARDWARE.gateway },
  { place: 'gateway', device: OUTSIDE.device, address: OUTSIDE.client, hardware: HARDWARE.client },
  { place: 'gateway', device: 'inner', address: INSIDE.origin, hardware: HARDWARE.origin },
  { place: 'origin', device: 'inner', address: INSIDE.gateway, hardware: HARDWARE.inner },
];

/** What `ip -batch` reads to make the cables; both ends of each are made where they belong, never outside. */
export function cableCommands(namespace: (place: Place) => string): string {
  return CABLES.map(([a, b]) => `link add ${a.device} netns ${namespace(a.place)} type veth peer name ${b.device} netns ${namespace(b.place)}\n`).join('');
}

/** What `ip -batch` reads inside one place to give its ends addresses and bring them up. */
export function placeCommands(place: Place): string {
  const lines = ['link set lo up'];
  for (const { device, address, hardware } of CABLES.flat().filter((end) => end.place === place)) {
    if (hardware !== null) lines.push(`link set ${device} address ${hardware}`);
    if (address !== null) lines.push(`address add ${address} dev ${device}`);
    lines.push(`link set ${device} txqueuelen 1000 up`);
  }
  for (const { device, address, hardware } of NEIGHBOURS.filter((neighbour) => neighbour.place === place)) {
    lines.push(`neighbour replace ${address} lladdr ${hardware} dev ${device} nud permanent`);
  }
  if (place === 'origin') lines.push(`route replace default via ${INSIDE.gateway}`);
  return `${lines.join('\n')}\n`;
}

/** Devices of a place. */
export const devicesOf = (place: Place): string[] => CABLES.flat().filter((end) => end.place === place).map((end) => end.device);
