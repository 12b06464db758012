import { expect, test } from 'vitest';
import { TestbedError } from '../../testbed-error.ts';
import { parsePlaylist, parseVariants } from './hls-playlist.ts';

const MASTER = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="a,b=c",URI="../a/list.m3u8?s=1"
#EXT-X-STREAM-INF:BANDWIDTH=2200000,CODECS="avc1.42c00d,mp4a.40.2",AUDIO="sound"
v1/list.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=400000,CODECS="avc1.42c00d"
https://elsewhere/v0/list.m3u8?t=2
`;

test('rungs come in the order of their bandwidth, with the playlist of their audio', () => {
  expect(parseVariants(MASTER, '/x/y/master.m3u8')).toEqual([
    { bandwidth: 400_000, address: '/v0/list.m3u8?t=2', audio: null },
    { bandwidth: 2_200_000, address: '/x/y/v1/list.m3u8', audio: '/x/a/list.m3u8?s=1' },
  ]);
});

test('segments lie one after the other, from the time of the first', () => {
  const text = '#EXTM3U\r\n#EXT-X-TARGETDURATION:4\r\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,HOLD-BACK=12.5\r\n#EXT-X-MEDIA-SEQUENCE:7\r\n#EXT-X-MAP:URI="init.mp4"\r\n#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:01:40Z\r\n#EXTINF:4,\r\n7.m4s\r\n#EXTINF:3.5,\r\n8.m4s\r\n';
  expect(parsePlaylist(text, '/live/list.m3u8?k=v')).toEqual({
    ended: false,
    targetSeconds: 4,
    holdBackSeconds: 12.5,
    map: '/live/init.mp4',
    segments: [
      { sequence: 7, start: 100, seconds: 4, address: '/live/7.m4s' },
      { sequence: 8, start: 104, seconds: 3.5, address: '/live/8.m4s' },
    ],
  });
});

test.each([
  ['an answer that is no playlist', '<html>', 'expected #EXTM3U'],
  ['no target duration', '#EXTM3U\n#EXTINF:4,\na\n', 'no #EXT-X-TARGETDURATION'],
  ['a segment without a duration', '#EXTM3U\n#EXT-X-TARGETDURATION:4\na\n', 'expected a duration before a'],
])('%s is refused by name', (_, text, message) => {
  expect(() => parsePlaylist(text, '/p')).toThrow(TestbedError);
  expect(() => parsePlaylist(text, '/p')).toThrow(message);
});

test('a list of rungs needs one', () => {
  expect(() => parseVariants('#EXTM3U\n', '/p')).toThrow('/p: no #EXT-X-STREAM-INF');
});
