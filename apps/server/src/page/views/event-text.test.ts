import type { EventLine } from '@tunnelscope/detector/live/event-line';
import { expect, test } from 'vitest';
import { eventText } from './event-text.ts';

const head = { time: '', number: 0, flow: { id: '', client: 'a', clientPort: 1, server: 'b', serverPort: 2, protocol: 17, tunnel: 'wireguard' } } as const;
const verdict = (change: object) => eventText({ ...head, kind: 'verdict', verdict: 'live', subtype: null, probability: 0.93, before: null, cause: 'first', since: '', ...change } as unknown as EventLine);

test('verdicts say what was thought before', () => {
  expect(verdict({})).toBe('a:1 → b:2: judged live 93 %');
  expect(verdict({ verdict: 'other', subtype: 'call', before: 'live', cause: 'correction' })).toBe('a:1 → b:2: corrected, live is other call 93 %');
  expect(verdict({ before: 'vod', cause: 'change of content' })).toBe('a:1 → b:2: other content, vod became live 93 %');
});

test('other events are said in words too', () => {
  expect(eventText({ ...head, kind: 'tunnel' })).toBe('a:1 → b:2: tunnel looks like WireGuard');
  expect(eventText({ ...head, kind: 'client' })).toBe('a:1 → b:2: the other end is the client after all');
  expect(eventText({ ...head, kind: 'end', reason: 'idle' } as unknown as EventLine)).toBe('a:1 → b:2: ended, silent for too long');
});
