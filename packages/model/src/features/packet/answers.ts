import type { OneWay } from './one-way.ts';
import type { Requests } from './requests.ts';

/** What came back for each request, as columns of equal length. */
export interface Answers {
  readonly packets: Uint32Array;
  /** Bytes on the wire. */
  readonly bytes: Float64Array;
  /** Bytes of the last packet before the answer's end, whosever it is. */
  readonly lastSize: Uint16Array;
  /** 1 where there is an answer and it began soon after the request. */
  readonly prompt: Uint8Array;
}

/**
 * An answer is the data from its request to the next one, or to the first silence longer than 1.3 latencies (at least
 * 0.6 s). `latency` in seconds; `data` must hold at least one packet.
 */
export function findAnswers(requests: Requests, data: OneWay, latency: number): Answers {
  const n = requests.time.length;
  const answers = { packets: new Uint32Array(n), bytes: new Float64Array(n), lastSize: new Uint16Array(n), prompt: new Uint8Array(n) };
  const silence = Math.max(0.6, 1.3 * latency);
  const soon = Math.max(1.5, 2 * latency);
  const { time, size } = data;
  for (let i = 0, next = 0; i < n; i++) {
    const asked = requests.time[i]!;
    const until = i + 1 < n ? requests.time[i + 1]! : Number.POSITIVE_INFINITY;
    while (next < time.length && time[next]! < asked) next++;
    let end = next;
    let bytes = 0;
    for (; end < time.length && time[end]! < until; end++) {
      if (end > next && time[end]! - time[end - 1]! > silence) break;
      bytes += size[end]!;
    }
    answers.packets[i] = end - next;
    answers.bytes[i] = bytes;
    answers.lastSize[i] = size[Math.max(end, 1) - 1]!;
    if (bytes > 0 && time[next]! - asked < soon) answers.prompt[i] = 1;
  }
  return answers;
}
