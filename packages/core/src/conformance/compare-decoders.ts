import {
  FORMAT_NETWORK_STATS, KEY_WORDS, REPORT_EVICTED, REPORT_NEW_FLOWS, REPORT_PACKETS, REPORT_ROWS, REPORT_TUNNELS, SETTING_EXTENDED,
} from '../decoding/codes.ts';
import type { Decoder, DecoderViews } from '../decoding/decoder.ts';
import { type DecoderSetup, decoderCalls } from './decoder-calls.ts';

const PACKET_COLUMNS = ['time', 'nanoseconds', 'size', 'flow', 'fromA'] as const;
const SECOND_COLUMNS = ['time', 'flow', 'bytesFromA', 'bytesFromB', 'packetsFromA', 'packetsFromB'] as const;
const REPORTS = ['report', 'skipped', 'warnings', 'warningPlace', 'warningValue'] as const;

/**
 * Has two decoders decode the same bytes in the same pieces and compares, after every call, where they stopped and every element of
 * every view that the call may have written, with Object.is. Both are reset first; give them equal options, and small ones (32 rows, 4 flows,
 * a few bytes of input) where full columns, evictions and growing are to happen. All of `packages/core` that is decoding can be compared so:
 * pass the walker's FORMAT_…, what its host sets, and for pcapng the host's part in `setup.onBlock`.
 *
 * @param pieces lengths of the pieces, repeated as often as needed: [1], [7, 100], [Infinity]
 * @returns packets decoded, so that a test can make sure that there was something to compare
 * @throws Error that names the call, view and element, if they differ
 */
export function compareDecoders(
  decoders: readonly [Decoder, Decoder], format: number, setup: DecoderSetup, bytes: Uint8Array, pieces: readonly number[],
): number {
  const [expected, actual] = decoders;
  const others = decoderCalls(actual, format, setup, bytes, pieces);
  let call = 0;
  for (const stop of decoderCalls(expected, format, setup, bytes, pieces)) {
    const other = others.next();
    const differ = (what: string, got: unknown, wanted: unknown) => {
      throw new Error(`call ${call}: ${what} is ${got} (${actual.engine}), expected ${wanted} (${expected.engine})`);
    };
    if (other.done || other.value !== stop) differ('stop', other.value, stop);
    for (const [name, length] of writtenViews(expected.views, format)) {
      const wanted = expected.views[name];
      const got = actual.views[name];
      for (let i = 0; i < length; i++) if (!Object.is(got[i], wanted[i])) differ(`${name}[${i}]`, got[i], wanted[i]);
    }
    call++;
  }
  if (!others.next().done) throw new Error(`${actual.engine} goes on after ${call} calls`);
  return expected.views.report[REPORT_PACKETS]!;
}

type ViewName = Exclude<keyof DecoderViews, 'input' | 'settings' | 'interfaces'>;

function writtenViews({ report, settings, ...views }: DecoderViews, format: number): [name: ViewName, length: number][] {
  const seconds = format === FORMAT_NETWORK_STATS && settings[SETTING_EXTENDED] === 0;
  return [
    ...REPORTS.map((name): [ViewName, number] => [name, name === 'report' ? report.length : views[name].length]),
    ...(seconds ? SECOND_COLUMNS : PACKET_COLUMNS).map((name): [ViewName, number] => [name, report[REPORT_ROWS]!]),
    ['newFlowKeys', KEY_WORDS * report[REPORT_NEW_FLOWS]!],
    ['evicted', report[REPORT_EVICTED]!],
    ['tunnelFlow', report[REPORT_TUNNELS]!],
    ['tunnelKind', report[REPORT_TUNNELS]!],
  ];
}
