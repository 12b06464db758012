import { FRAGMENT_SECONDS, RECIPE } from '../media/recipe.ts';
import { listedSegments, type Programme } from './programme.ts';
import { bitRates, type Rendition } from './rendition.ts';

/** As long as numbered services leave it: the manifest is not asked for again. */
const NEVER_AGAIN = 500; // seconds

/** The manifest (ISO/IEC 23009-1, 5.3) as it is now. Times of the Period are those of the title: fragments need no rewriting. */
export function manifest(programme: Programme): string {
  const { live, protocol, cut, video, audio, delaySeconds } = programme;
  const seconds = cut.segmentSeconds;
  const sets = [adaptationSet(programme, video, 'video'), ...(audio ? [adaptationSet(programme, [audio], 'audio')] : [])];
  const lowLatency = live && protocol === 'll-dash';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" ${live ? dynamicAttributes(programme) : staticAttributes()} minBufferTime="PT${seconds}S" maxSegmentDuration="PT${seconds}S">`,
    ...(lowLatency ? [`<ServiceDescription id="0"><Latency target="${1000 * delaySeconds}" min="${500 * delaySeconds}" max="${2000 * delaySeconds}"/><PlaybackRate min="0.96" max="1.04"/></ServiceDescription>`] : []),
    '<Period id="0" start="PT0S">',
    ...sets,
    '</Period>',
    ...(live ? ['<UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-xsdate:2014" value="/time"/>'] : []),
    '</MPD>',
    '',
  ].join('\n');
}

function staticAttributes(): string {
  return `type="static" mediaPresentationDuration="PT${RECIPE.seconds}S"`;
}

function dynamicAttributes(programme: Programme): string {
  const { protocol, cut, edge, windowSegments, delaySeconds, video } = programme;
  const zero = edge.wallTime(0);
  const polls = protocol === 'dash-timeline';
  // Published when its newest segment came, as its contents have not changed since.
  const published = polls ? edge.wallTime(listedSegments(programme, video[0]!).after * cut.segmentSeconds) : zero;
  return [
    `type="dynamic" availabilityStartTime="${new Date(zero).toISOString()}" publishTime="${new Date(published).toISOString()}"`,
    `minimumUpdatePeriod="PT${polls ? cut.segmentSeconds : NEVER_AGAIN}S" timeShiftBufferDepth="PT${windowSegments * cut.segmentSeconds}S" suggestedPresentationDelay="PT${delaySeconds}S"`,
  ].join(' ');
}

function adaptationSet(programme: Programme, renditions: readonly Rendition[], kind: 'video' | 'audio'): string {
  const { width, height, framesPerSecond, samplesPerSecond } = RECIPE;
  const look = kind === 'video' ? `width="${width}" height="${height}" frameRate="${framesPerSecond}"` : `audioSamplingRate="${samplesPerSecond}"`;
  const channels = kind === 'audio' ? '<AudioChannelConfiguration schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" value="2"/>' : '';
  return [
    `<AdaptationSet id="${kind === 'video' ? 0 : 1}" contentType="${kind}" mimeType="${kind}/mp4" segmentAlignment="true" startWithSAP="1" ${look}>`,
    segmentTemplate(programme, renditions[0]!),
    ...renditions.map((rendition) => `<Representation id="${rendition.id}" codecs="${rendition.codecs}" bandwidth="${bitRates(rendition, programme.cut).peak}">${channels}</Representation>`),
    '</AdaptationSet>',
  ].join('\n');
}

/** All renditions of a kind are cut at the same places. */
function segmentTemplate(programme: Programme, rendition: Rendition): string {
  const { live, protocol, cut, sign } = programme;
  const { timescale } = rendition.tracks[0]!;
  const folder = `${sign.folder}$RepresentationID$`;
  const query = sign.query(rendition.id);
  const addresses = (name: string) => `initialization="${folder}/init.mp4${query}" media="${folder}/${name}.m4s${query}"`;
  if (protocol === 'dash-timeline') return `<SegmentTemplate timescale="${timescale}" ${addresses('t$Time$')}>\n${timeline(programme, rendition)}\n</SegmentTemplate>`;
  const chunks = live && protocol === 'll-dash' ? ` availabilityTimeOffset="${(cut.segmentSeconds - FRAGMENT_SECONDS).toFixed(1)}" availabilityTimeComplete="false"` : '';
  return `<SegmentTemplate timescale="${timescale}" duration="${cut.segmentSeconds * timescale}" startNumber="0"${chunks} ${addresses('$Number$')}/>`;
}

/** Each run of equal durations is one line (5.3.9.6). */
function timeline(programme: Programme, rendition: Rendition): string {
  const { times } = rendition.tracks[0]!;
  const { fragmentsPerSegment } = programme.cut;
  const { first, after } = listedSegments(programme, rendition);
  const border = (segment: number) => times[segment * fragmentsPerSegment]!;
  const lines: string[] = [];
  for (let segment = first; segment < after; ) {
    const duration = border(segment + 1) - border(segment);
    let next = segment + 1;
    while (next < after && border(next + 1) - border(next) === duration) next++;
    const repeats = next - segment - 1;
    lines.push(`<S t="${border(segment)}" d="${duration}"${repeats > 0 ? ` r="${repeats}"` : ''}/>`);
    segment = next;
  }
  return `<SegmentTimeline>\n${lines.join('\n')}\n</SegmentTimeline>`;
}
