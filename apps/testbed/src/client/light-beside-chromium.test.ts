import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cacheFolder } from '../cache-folder.ts';
import { prepareTitle } from '../media/prepare-media.ts';
import { RECIPE, recipeHash } from '../media/recipe.ts';
import { openTitle, type Title } from '../media/title.ts';
import { openssl } from '../origin/certificate.fixture.ts';
import { systemClock } from '../origin/live-clock.ts';
import { loopbackOrigin } from '../origin/origin.fixture.ts';
import { conditionOf } from '../origin/programme.fixture.ts';
import type { VideoActivity } from '../plan/condition.ts';
import { act } from './act.ts';
import { chromiumPath } from './chromium/browser.ts';
import type { RequestRecord } from './report.ts';

const missing = [
  ...(chromiumPath() === null ? ['Chromium'] : []),
  ...(spawnSync('ffmpeg', ['-version']).error === undefined ? [] : ['ffmpeg']),
  ...(openssl ? [] : ['openssl']),
];
const word = missing.length === 0 ? '' : ` (skipped: ${missing.join(' and ')} not installed)`;

let folder: string;
let title: Title;

/** What a player asked for in so many seconds, on an origin of its own that begins with it. */
async function watched(video: Partial<VideoActivity>, seconds: number): Promise<{ requests: RequestRecord[]; errors: string[]; position: number; frames: number }> {
  const condition = conditionOf({ startSeconds: 30, topRung: 0, ...video });
  const origin = await loopbackOrigin(condition, title, systemClock);
  const doing = await act({ condition, role: 'viewer', base: origin.base, folder: join(folder, 'profile'), camera: null });
  try {
    await doing.begin();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const { requests, errors, position, total } = await doing.observe();
    return { requests, errors, position, frames: total };
  } finally {
    await doing.close();
    await origin.close();
  }
}

const byNumber = (a: string, b: string) => Number(/(\d+)\.m4s/.exec(a)?.[1]) - Number(/(\d+)\.m4s/.exec(b)?.[1]) || a.localeCompare(b);
const files = (requests: readonly RequestRecord[], pattern: RegExp) => requests.filter(({ path }) => pattern.test(path)).map(({ path, bytes }) => `${path} ${bytes}`).sort(byNumber);

describe.skipIf(missing.length > 0)(`light players beside those in Chromium, on the same origin${word}`, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'testbed-players-'));
    const whole = join(cacheFolder(), `media-${recipeHash()}`, 'title-0');
    const short = join(folder, 'title');
    if (!existsSync(whole)) await prepareTitle(short, RECIPE.titles[0], 60, () => {});
    title = await openTitle(existsSync(whole) ? whole : short);
  }, 240_000);
  afterAll(async () => {
    await title?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([
    ['hls.js', 'light-hls.js'],
    ['shaka', 'light-shaka'],
  ] as const)('on demand, %s and %s fetch the same bytes', async (chromium, light) => {
    const real = await watched({ player: chromium, live: false, protocol: 'hls', bufferSeconds: 9 }, 9);
    const own = await watched({ player: light, live: false, protocol: 'hls', bufferSeconds: 9 }, 9);
    expect(real.errors).toEqual([]);
    expect(own.errors).toEqual([]);
    expect(real.frames).toBeGreaterThan(0);
    // Neither begins at the same moment as the other: the last of each may be there already or not yet.
    const common = Math.min(...[real, own].map(({ requests }) => files(requests, /v0\/\d+\.m4s$/).length));
    expect(common).toBeGreaterThanOrEqual(3);
    // Shaka looks into the first, the middle and the last segment before it begins; the light one does not.
    const inside = ({ requests }: { requests: RequestRecord[] }) => files(requests, /v0\/\d+\.m4s$/).filter((file) => !/v0\/0\.m4s/.test(file));
    expect(inside(own).slice(0, 3)).toEqual(inside(real).slice(0, 3));
    expect(files(own.requests, /a\/\d+\.m4s$/).slice(0, 3)).toEqual(files(real.requests, /a\/\d+\.m4s$/).slice(0, 3));
    expect(files(own.requests, /init\.mp4$/)).toEqual(files(real.requests, /init\.mp4$/));
  }, 120_000);

  test.each([
    ['hls.js', 'light-hls.js'],
    ['shaka', 'light-shaka'],
  ] as const)('live, %s and %s join at the same segment and ask as often for the playlist', async (chromium, light) => {
    const real = await watched({ player: chromium, live: true, protocol: 'hls' }, 14);
    const own = await watched({ player: light, live: true, protocol: 'hls' }, 14);
    expect([...real.errors, ...own.errors]).toEqual([]);
    expect(files(own.requests, /v0\/\d+\.m4s$/).slice(0, 4)).toEqual(files(real.requests, /v0\/\d+\.m4s$/).slice(0, 4));
    const polls = [real, own].map(({ requests }) => files(requests, /v0\/list\.m3u8$/).length);
    expect(Math.abs(polls[0]! - polls[1]!)).toBeLessThanOrEqual(2);
  }, 120_000);
});
