import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { boxesIn } from '../media/boxes.ts';
import { adtsFrames } from '../media/adts.ts';
import { bytesOf, type SyntheticTitle, syntheticTitle } from '../media/title.fixture.ts';
import { VOD } from '../plan/conditions.fixture.ts';
import { openssl, opensslWord } from './certificate.fixture.ts';
import { HandClock } from './clock.fixture.ts';
import { type LoopbackOrigin, loopbackOrigin } from './origin.fixture.ts';
import { readPlaylist } from './playlist.fixture.ts';
import { conditionOf } from './programme.fixture.ts';
import { entryPath } from './programme-of.ts';

let title: SyntheticTitle;
let origin: LoopbackOrigin | undefined;
beforeAll(async () => {
  title = await syntheticTitle(280);
});
afterEach(async () => {
  await origin?.close();
  origin = undefined;
});
afterAll(() => title.close());

async function serve(...asked: Parameters<typeof conditionOf>) {
  const clock = new HandClock();
  const condition = conditionOf(...asked);
  origin = await loopbackOrigin(condition, title, clock);
  const entry = entryPath(condition.activity)!;
  const { ask } = origin;
  const read = async (path: string) => readPlaylist((await ask(path)).body.toString());
  return { ask, read, entry, folder: entry.slice(0, entry.lastIndexOf('/') + 1), clock };
}

/** Waits until so many answers wait for the clock. */
const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe.skipIf(!openssl)(`over HTTPS${opensslWord}`, () => {
  test.each(['1.1', '2'] as const)('HTTP/%s: a player finds its way from the entry to the very bytes of the title', async (http) => {
    const { ask, read, entry, folder } = await serve({ live: false, protocol: 'hls' }, { http, signatureBytes: 1500 });
    const list = (await ask(entry)).body.toString().trimEnd().split('\n').at(-1)!;
    expect(list).toMatch(/^k-[\w-]{1500}\/v1\/list\.m3u8$/);
    const { segments } = await read(folder + list);
    const reply = await ask(folder + list.replace('list.m3u8', segments[3]!.address));
    expect(reply.status).toBe(200);
    const { offsets, file } = title.video[1]!;
    expect(reply.body).toEqual((await bytesOf(title.folder, file)).subarray(offsets[30], offsets[40]));
    expect(boxesIn(reply.body)[0]!.type).toBe('moof');
  });

  test('live addresses are signed one by one, each its own way, the same when asked for again', async () => {
    const { read, ask, folder } = await serve({ protocol: 'hls', segmentSeconds: 2, live: true }, { signatureBytes: 1000 }, 8);
    const first = await read(`${folder}v0/list.m3u8`);
    const again = await read(`${folder}v0/list.m3u8`);
    expect(again).toEqual(first);
    const signatures = first.segments.map(({ address }) => /^\d+\.m4s\?s=([\w-]{1000})$/.exec(address)![1]);
    expect(new Set(signatures).size).toBe(first.segments.length);
    expect((await ask(`${folder}v0/${first.segments[0]!.address}`)).status).toBe(200);
  });

  test('what does not exist yet is not found, and found once it does', async () => {
    const { ask, read, folder, clock } = await serve({ protocol: 'hls', segmentSeconds: 4 });
    const { sequence, segments } = await read(`${folder}v0/list.m3u8`);
    const next = `${folder}v0/${sequence + segments.length}.m4s`;
    expect((await ask(next)).status).toBe(404);
    clock.advance(4);
    expect((await ask(next)).status).toBe(200);
    expect((await ask(`${folder}v7/0.m4s`)).status).toBe(404);
    expect((await ask(`${folder}v0/9999.m4s`)).status).toBe(404);
  });

  test('a blocking reload and a hinted part wait for the edge', async () => {
    const { ask, read, folder, clock } = await serve({ protocol: 'll-hls', segmentSeconds: 2 });
    const { hint, sequence, segments } = await read(`${folder}v0/list.m3u8`);
    const [segment, part] = hint!.split('.').map(Number);
    expect(segment).toBe(sequence + segments.length);
    const answered: string[] = [];
    const reload = ask(`${folder}v0/list.m3u8?_HLS_msn=${segment}&_HLS_part=${part}`).then((reply) => {
      answered.push('playlist');
      return reply;
    });
    const hinted = ask(`${folder}v0/${hint}`).then((reply) => {
      answered.push('part');
      return reply;
    });
    await until(() => clock.sleeping === 2);
    expect(answered).toEqual([]);
    clock.advance(0.4);
    const { parts } = readPlaylist((await reload).body.toString());
    expect(parts.at(-1)!.address).toBe(hint);
    expect(boxesIn((await hinted).body).map(({ type }) => type)).toEqual(['moof', 'mdat']);
    // 6.2.5.2: too far ahead is refused at once.
    expect((await ask(`${folder}v0/list.m3u8?_HLS_msn=${segment! + 9}`)).status).toBe(404);
  });

  test('a segment of LL-DASH comes chunk by chunk', async () => {
    const { ask, folder, clock } = await serve({ protocol: 'll-dash', segmentSeconds: 2 });
    await ask(`${folder}manifest.mpd`);
    const edge = 60 + 2;
    let ended = false;
    const reply = ask(`${folder}v0/${edge / 2}.m4s`).then((answer) => {
      ended = true;
      return answer;
    });
    for (let chunk = 0; chunk < 12 && !ended; chunk++) {
      await until(() => clock.sleeping > 0 || ended);
      clock.advance(0.4);
    }
    const { status, body } = await reply;
    expect(status).toBe(200);
    expect(boxesIn(body).map(({ type }) => type)).toEqual(Array.from({ length: 5 }, () => ['moof', 'mdat']).flat());
  });

  test('pictures and sound lie in one file by turns', async () => {
    const { ask, folder } = await serve({ protocol: 'hls', audio: 'muxed', live: false, segmentSeconds: 2 });
    const { body } = await ask(`${folder}m0/1.m4s`);
    const fragments = boxesIn(body).filter(({ type }) => type === 'moof');
    expect(fragments).toHaveLength(10);
  });

  test('playlists are compressed for who takes it', async () => {
    const { ask, entry } = await serve({ live: false, protocol: 'hls' });
    const plain = await ask(entry);
    const zipped = await ask(entry, { 'accept-encoding': 'gzip, br' });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(zipped.body.length).toBeLessThan(plain.body.length);
  });

  test('pages, objects, downloads and reports', async () => {
    const { ask } = await serve({ live: false });
    const page = (await ask('/web/page?n=3')).body.toString();
    expect((await ask('/web/page?n=3')).body.toString().match(/<img[^>]+>/g)).toEqual(page.match(/<img[^>]+>/g));
    const [object] = /\/web\/object\?bytes=\d+&n=[\d-]+/.exec(page)!;
    expect((await ask(object)).body).toHaveLength(Number(/bytes=(\d+)/.exec(object)![1]));
    expect((await ask('/download?bytes=3000000')).body).toHaveLength(3_000_000);
    expect((await ask('/download?bytes=many')).status).toBe(400);
    expect((await ask('/telemetry', {}, Buffer.alloc(1500))).status).toBe(204);
    expect((await ask('/time')).body.toString()).toBe('2026-01-01T00:00:00.000Z');
    expect((await ask('/npm/hls.js/dist/hls.min.js')).headers['content-type']).toBe('text/javascript');
    expect((await ask('/npm/ws/package.json')).status).toBe(404);
    expect((await ask('/page/%2e%2e/package.json')).status).toBe(404);
  });

  test('endless radio begins with ten seconds and goes on with the clock', async () => {
    const clock = new HandClock();
    const condition = { ...VOD, activity: { kind: 'audio' as const, live: true, protocol: 'stream' as const, kbit: 128 as const } };
    origin = await loopbackOrigin({ ...condition, origin: { ...VOD.origin, firstByteMilliseconds: 0 } }, title, clock);
    const reply = origin.ask(entryPath(condition.activity)!);
    let ended = false;
    void reply.then(() => {
      ended = true;
    });
    while (!ended) {
      await until(() => clock.sleeping > 0 || ended);
      clock.advance(100);
    }
    const { headers, body } = await reply;
    expect(headers['content-type']).toBe('audio/aac');
    const seconds = (adtsFrames(body).length * 1024) / 48_000;
    // The title ends at 280 s; it was joined between 60 s and 240 s, ten seconds before.
    expect(seconds).toBeGreaterThan(50 - 0.5);
    expect(seconds).toBeLessThan(230 + 0.5);
  });
});
