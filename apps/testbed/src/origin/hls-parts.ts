import { FRAGMENT_SECONDS } from '../media/recipe.ts';
import { fragmentsNow, type Programme, renditionsOf } from './programme.ts';
import { fragmentCount, type Rendition, secondsBetween } from './rendition.ts';

/** Frames of sound do not divide evenly: a part of it may be a frame longer than one of pictures. */
const SOUND_PART = 0.406; // seconds
/** Three parts are the least that the draft allows; real services leave a little more. */
const HOLD_BACK_PARTS = 3.5;

/** Tags of Low-Latency HLS (draft-pantos-hls-rfc8216bis, 4.4.3.7 and 4.4.3.8): a part is a fragment. */
export function lowLatencyHead({ cut }: Programme, rendition: Rendition): string[] {
  const target = rendition.id === 'a' ? SOUND_PART : FRAGMENT_SECONDS;
  const control = `CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${(HOLD_BACK_PARTS * target).toFixed(3)},HOLD-BACK=${3 * cut.segmentSeconds}`;
  return [`#EXT-X-SERVER-CONTROL:${control}`, `#EXT-X-PART-INF:PART-TARGET=${target}`];
}

/** The parts of a whole segment; only near the edge, as nobody else needs them. */
export function partsOf(programme: Programme, rendition: Rendition, segment: number, afterSegment: number): string[] {
  const { fragmentsPerSegment } = programme.cut;
  const keptSegments = 3;
  if (segment < afterSegment - keptSegments) return [];
  return Array.from({ length: fragmentsPerSegment }, (_, part) => partLine(programme, rendition, segment, part));
}

/** The parts of the segment that is still growing, and the one to come next, which a player asks for before it exists. */
export function partsToCome(programme: Programme, rendition: Rendition, fragments: number): string[] {
  const { fragmentsPerSegment } = programme.cut;
  const segment = Math.floor(fragments / fragmentsPerSegment);
  const lines = Array.from({ length: fragments % fragmentsPerSegment }, (_, part) => partLine(programme, rendition, segment, part));
  if (fragments < fragmentCount(rendition)) lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${partAddress(programme, rendition, segment, fragments % fragmentsPerSegment)}"`);
  return lines;
}

/** How far the other renditions are, so that a player that changes to one asks for the right part. */
export function reports(programme: Programme, rendition: Rendition): string[] {
  const { cut, sign } = programme;
  return renditionsOf(programme)
    .filter((other) => other.id !== rendition.id)
    .map((other) => {
      const last = fragmentsNow(programme, other) - 1;
      const address = `../${other.id}/list.m3u8${sign.query(`${other.id}/list.m3u8`)}`;
      return `#EXT-X-RENDITION-REPORT:URI="${address}",LAST-MSN=${Math.floor(last / cut.fragmentsPerSegment)},LAST-PART=${last % cut.fragmentsPerSegment}`;
    });
}

function partLine(programme: Programme, rendition: Rendition, segment: number, part: number): string {
  const fragment = segment * programme.cut.fragmentsPerSegment + part;
  // A group of pictures is five parts long; every frame of sound stands for itself.
  const independent = rendition.id === 'a' || fragment % 5 === 0 ? ',INDEPENDENT=YES' : '';
  return `#EXT-X-PART:DURATION=${secondsBetween(rendition, fragment, fragment + 1).toFixed(5)},URI="${partAddress(programme, rendition, segment, part)}"${independent}`;
}

function partAddress({ sign }: Programme, { id }: Rendition, segment: number, part: number): string {
  return `${segment}.${part}.m4s${sign.query(`${id}/${segment}.${part}.m4s`)}`;
}
