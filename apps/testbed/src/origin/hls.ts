import { fragmentsNow, listedSegments, type Programme } from './programme.ts';
import { bitRates, type Rendition, secondsBetween } from './rendition.ts';
import { lowLatencyHead, partsOf, partsToCome, reports } from './hls-parts.ts';
import { RECIPE } from '../media/recipe.ts';

/** The multivariant playlist (RFC 8216 and draft-pantos-hls-rfc8216bis, 4.4.6). */
export function multivariantPlaylist({ video, audio, cut, sign }: Programme): string {
  const address = (id: string) => `${sign.folder}${id}/list.m3u8${sign.query(`${id}/list.m3u8`)}`;
  const sound = audio ? bitRates(audio, cut) : { peak: 0, mean: 0 };
  const variants = video.map((rendition) => {
    const { peak, mean } = bitRates(rendition, cut);
    const codecs = audio ? `${rendition.codecs},${audio.codecs}` : rendition.codecs;
    const { width, height, framesPerSecond } = RECIPE;
    const group = audio ? ',AUDIO="sound"' : '';
    return `#EXT-X-STREAM-INF:BANDWIDTH=${peak + sound.peak},AVERAGE-BANDWIDTH=${mean + sound.mean},CODECS="${codecs}",RESOLUTION=${width}x${height},FRAME-RATE=${framesPerSecond}.000${group}\n${address(rendition.id)}`;
  });
  const lines = ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-INDEPENDENT-SEGMENTS'];
  if (audio && video.length > 0) lines.push(`#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="main",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="${address(audio.id)}"`);
  if (audio && video.length === 0) variants.push(`#EXT-X-STREAM-INF:BANDWIDTH=${sound.peak},AVERAGE-BANDWIDTH=${sound.mean},CODECS="${audio.codecs}"\n${address(audio.id)}`);
  return `${[...lines, ...variants].join('\n')}\n`;
}

/** The media playlist of a rendition (RFC 8216, 4.3.3) as it is now. */
export function mediaPlaylist(programme: Programme, rendition: Rendition): string {
  const { live, protocol, cut, edge, sign } = programme;
  const lowLatency = live && protocol === 'll-hls';
  const { first, after } = listedSegments(programme, rendition);
  const lines = ['#EXTM3U', `#EXT-X-VERSION:${lowLatency ? 9 : 7}`, `#EXT-X-TARGETDURATION:${cut.segmentSeconds}`];
  if (lowLatency) lines.push(...lowLatencyHead(programme, rendition));
  lines.push(`#EXT-X-MEDIA-SEQUENCE:${first}`);
  if (!live) lines.push('#EXT-X-PLAYLIST-TYPE:VOD');
  lines.push('#EXT-X-INDEPENDENT-SEGMENTS', `#EXT-X-MAP:URI="init.mp4${sign.query(`${rendition.id}/init.mp4`)}"`);
  for (let segment = first; segment < after; segment++) {
    const fragment = segment * cut.fragmentsPerSegment;
    if (live && segment === first) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(edge.wallTime(secondsBetween(rendition, 0, fragment))).toISOString()}`);
    if (lowLatency) lines.push(...partsOf(programme, rendition, segment, after));
    lines.push(`#EXTINF:${secondsBetween(rendition, fragment, fragment + cut.fragmentsPerSegment).toFixed(5)},`, `${segment}.m4s${sign.query(`${rendition.id}/${segment}.m4s`)}`);
  }
  if (lowLatency) lines.push(...partsToCome(programme, rendition, fragmentsNow(programme, rendition)), ...reports(programme, rendition));
  if (!live) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}
