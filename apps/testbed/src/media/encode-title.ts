import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TestbedError } from '../testbed-error.ts';
import { pictures } from './pictures.ts';
import { FRAGMENT_SECONDS, RECIPE, type TitleRecipe } from './recipe.ts';

/** Nothing but what a recording needs runs before others. */
const NICE = ['nice', '-n', '10'];

/**
 * Encodes the ladder and the audio of one title with ffmpeg: `v<rung>.mp4` in fragments, `a<kbit>.aac` in ADTS frames.
 * @param seconds length of the title
 * @param progress called with the part that is done, 0 to 1; if it throws, ffmpeg is ended and so is this
 * @throws TestbedError with ffmpeg's own words
 */
export async function encodeTitle(folder: string, title: TitleRecipe, seconds: number, progress: (done: number) => void): Promise<void> {
  const [command, ...args] = [...NICE, 'ffmpeg', ...ffmpegArguments(folder, title, seconds)];
  const ffmpeg = spawn(command!, args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  ffmpeg.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = once(ffmpeg, 'close').catch((error: Error) => [error.message]);
  // ffmpeg that ends early is reported by its exit, not by the pipe that broke.
  ffmpeg.stdin.on('error', () => {});
  const total = seconds * RECIPE.framesPerSecond;
  let done = 0;
  try {
    for (const picture of pictures(title, seconds)) {
      if (ffmpeg.stdin.destroyed) break;
      // The generator draws into the same buffer again.
      if (!ffmpeg.stdin.write(Uint8Array.from(picture))) await Promise.race([once(ffmpeg.stdin, 'drain').catch(() => {}), ended]);
      done++;
      if (done % 250 === 0) progress(done / total);
    }
  } catch (error) {
    ffmpeg.kill('SIGKILL');
    await ended;
    throw error;
  }
  ffmpeg.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new TestbedError(`ffmpeg could not encode a title into ${folder} (${code}): ${said.trim()}`);
  progress(1);
}

function ffmpegArguments(folder: string, title: TitleRecipe, seconds: number): string[] {
  const { width, height, framesPerSecond } = RECIPE;
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${width}x${height}`, '-r', `${framesPerSecond}`, '-i', 'pipe:0'];
  const sound = ['-f', 'lavfi', '-i', `anoisesrc=d=${seconds}:c=pink:r=${RECIPE.samplesPerSecond}:a=0.4:s=${title.seed},volume='0.15+0.85*abs(sin(t/3)*sin(t/1.7))':eval=frame,aformat=channel_layouts=stereo`];
  const rungs = RECIPE.ladderKbit.flatMap((kbit, rung) => ['-map', '0:v', ...videoArguments(kbit, RECIPE.ladderFreedom[rung]!), '-y', join(folder, `v${rung}.mp4`)]);
  const tracks = RECIPE.audioKbit.flatMap((kbit) => ['-map', '1:a', '-c:a', 'aac', '-b:a', `${kbit}k`, '-f', 'adts', '-y', join(folder, `a${kbit}.aac`)]);
  return ['-hide_banner', '-loglevel', 'error', ...raw, ...sound, ...rungs, ...tracks];
}

/** No B pictures: decoding times are presentation times, and no edit list shifts one rung against another. */
function videoArguments(kbit: number, freedom: number): string[] {
  const { keyFrameEvery, videoTimescale } = RECIPE;
  return [
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-bf', '0', '-threads', '1'],
    ...['-g', `${keyFrameEvery}`, '-keyint_min', `${keyFrameEvery}`, '-sc_threshold', '0', '-qcomp', `${freedom}`, '-x264-params', 'ratetol=2', '-qmin', '1'],
    ...['-b:v', `${kbit}k`, '-maxrate', `${Math.round(1.6 * kbit)}k`, '-bufsize', `${4 * kbit}k`],
    ...['-f', 'mp4', '-movflags', 'empty_moov+default_base_moof+skip_trailer', '-frag_duration', `${Math.round(1e6 * FRAGMENT_SECONDS)}`],
    ...['-video_track_timescale', `${videoTimescale}`, '-fflags', '+bitexact', '-flags:v', '+bitexact'],
  ];
}
