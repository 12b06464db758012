import { type Answer, type Exchange, NOT_FOUND, type Pace, readExtents, refuse, sendAnswer } from './answer.ts';
import { manifest } from './dash.ts';
import { mediaPlaylist, multivariantPlaylist } from './hls.ts';
import { fragmentsExist, fragmentsNow, type Programme, renditionsOf } from './programme.ts';
import { extentsOf, fragmentCount, type Rendition } from './rendition.ts';
import { SIGNED_FOLDER } from './signature.ts';

const PLAYLIST = 'application/vnd.apple.mpegurl';
const SEGMENT = 'video/iso.segment';
/** A signed folder or none, a rendition, a file. */
const PATH = new RegExp(`^(?:${SIGNED_FOLDER}[\\w-]+/)?(?:([amv]\\d?)/)?([\\w.]+)$`);
/** What is further away than so many segments is not waited for. */
const PATIENCE_SEGMENTS = 2;

/** Answers for the files of a programme. @param path after the folder of its playlist or manifest */
export async function answerStream(exchange: Exchange, programme: Programme, path: string, pace: Pace): Promise<void> {
  const [, id, file = ''] = PATH.exec(path) ?? [];
  await pace.firstByte();
  const answer = id === undefined ? entry(file, programme) : await renditionFile(exchange, programme, id, file);
  if (!answer || exchange.response.destroyed) return refuse(exchange, NOT_FOUND);
  return sendAnswer(exchange, answer, pace);
}

function entry(file: string, programme: Programme): Answer | null {
  if (file === 'master.m3u8') return { type: PLAYLIST, body: multivariantPlaylist(programme) };
  if (file === 'manifest.mpd') return { type: 'application/dash+xml', body: manifest(programme) };
  return null;
}

async function renditionFile({ url }: Exchange, programme: Programme, id: string, file: string): Promise<Answer | null> {
  const rendition = renditionsOf(programme).find((each) => each.id === id);
  if (!rendition) return null;
  if (file === 'init.mp4') return { type: 'video/mp4', body: rendition.init, cache: 'max-age=3600' };
  if (file === 'list.m3u8') {
    const wanted = reloadTarget(url.searchParams, programme);
    if (wanted !== null && !(await comesSoon(programme, rendition, wanted))) return null;
    return { type: PLAYLIST, body: mediaPlaylist(programme, rendition) };
  }
  const range = fragmentRange(file, programme, rendition);
  return range && segment(programme, rendition, ...range);
}

/** The fragments that a blocking reload waits for (draft-pantos-hls-rfc8216bis, 6.2.5.2); null: it does not. */
function reloadTarget(query: URLSearchParams, { cut, live, protocol }: Programme): number | null {
  const segmentNumber = query.get('_HLS_msn');
  if (segmentNumber === null || !live || protocol !== 'll-hls') return null;
  const part = query.get('_HLS_part');
  return Number(segmentNumber) * cut.fragmentsPerSegment + (part === null ? cut.fragmentsPerSegment : Number(part) + 1);
}

async function comesSoon(programme: Programme, rendition: Rendition, after: number): Promise<boolean> {
  const soon = fragmentsNow(programme, rendition) + PATIENCE_SEGMENTS * programme.cut.fragmentsPerSegment;
  if (!(after <= Math.min(soon, fragmentCount(rendition)))) return false;
  await fragmentsExist(programme, after);
  return true;
}

/** First fragment and the one after the last of `7.m4s`, `7.3.m4s` (a part) or `t89600.m4s` (by its time). */
function fragmentRange(file: string, { cut }: Programme, rendition: Rendition): [number, number] | null {
  const size = cut.fragmentsPerSegment;
  const found = /^(?:t(\d+)|(\d+)(?:\.(\d+))?)\.m4s$/.exec(file);
  if (!found) return null;
  const [, time, number, part] = found;
  const first = time === undefined ? Number(number) * size + Number(part ?? 0) : rendition.tracks[0]!.times.indexOf(Number(time));
  const after = first + (part === undefined ? size : 1);
  return first < 0 || after > fragmentCount(rendition) ? null : [first, after];
}

/** What exists; or parts held back and chunks sent as they come, where the protocol is for low latency. */
async function segment(programme: Programme, rendition: Rendition, first: number, after: number): Promise<Answer | null> {
  const whole: Answer = { type: SEGMENT, body: extentsOf(rendition, first, after), cache: 'max-age=3600' };
  if (fragmentsNow(programme, rendition) >= after) return whole;
  if (programme.protocol === 'll-hls' && after === first + 1 && (await comesSoon(programme, rendition, after))) return whole;
  if (programme.protocol === 'll-dash' && (await comesSoon(programme, rendition, first + 1))) return { ...whole, body: trickle(programme, rendition, first, after) };
  return null;
}

async function* trickle(programme: Programme, rendition: Rendition, first: number, after: number): AsyncGenerator<Uint8Array> {
  for (let fragment = first; fragment < after; fragment++) {
    await fragmentsExist(programme, fragment + 1);
    yield* readExtents(extentsOf(rendition, fragment, fragment + 1));
  }
}
