import type { LiveEvent } from '@tunnelscope/detector/live/event';
import { eventLine } from '@tunnelscope/detector/live/event-line';
import { expect, test } from 'vitest';
import { eventText } from './event-text.ts';

const flow = { number: 0, a: { address: '10.0.0.1', port: 5000 }, b: { address: '2001:db8::1', port: 443 }, protocol: 17 };
const at = { flow, number: 0, time: 0 };
const verdict = { verdict: 'live', subtype: 'call', probability: 0.914, likely: 'live', probabilities: { live: 0.914, vod: 0.05, other: 0.036 } } as const;

test.each<[LiveEvent, string]>([
  [{ ...at, kind: 'verdict', verdict, before: null, cause: 'first', since: 0 }, 'judged live call 91 %'],
  [{ ...at, kind: 'verdict', verdict, before: 'vod', cause: 'correction', since: 0 }, 'corrected: vod is live call 91 %'],
  [{ ...at, kind: 'verdict', verdict, before: 'vod', cause: 'change of content', since: 0 }, 'other content: vod became live call 91 %'],
  [{ ...at, kind: 'client', client: 'b' }, 'client is [2001:db8::1]:443 after all'],
  [{ ...at, kind: 'tunnel', tunnel: 'openvpn' }, 'tunnel looks like OpenVPN'],
  [{ ...at, kind: 'tunnel', tunnel: null }, 'no tunnel after all'],
])('%#: %s', (event, text) => {
  const state = { flow, tunnel: null, side: { side: 'a' } } as const;
  expect(eventText(eventLine(event, state, null, (address) => address))).toBe(text);
});
