const percent = (share: number) => `${Math.round(100 * share)} %`;
const seconds = (s: number) => `${s < 10 ? s.toFixed(1) : Math.round(s)} s`;

/** A feature's value in the words of somebody who watches networks. */
const TEXTS: Readonly<Record<string, (value: number) => string>> = {
  silent_run_share: (v) => `${percent(v)} of the time in silences of four seconds and more`,
  silent_share: (v) => `${percent(v)} of the time in long pauses between downloads`,
  dataless_share: (v) => `${percent(v)} of the time in longer runs of seconds without data`,
  idle_share: (v) => `${percent(v)} of the seconds without a download`,
  cv_half_second: (v) => `delivery ${burstiness(v)} from half second to half second (variation ${v.toFixed(1)})`,
  cv_second: (v) => `delivery ${burstiness(v)} from second to second (variation ${v.toFixed(1)})`,
  cv_two_seconds: (v) => `delivery ${burstiness(v)} from one two seconds to the next (variation ${v.toFixed(1)})`,
  longest_gap: (v) => `longest pause between downloads ${seconds(v)}`,
  time_weighted_gap: (v) => `a random moment falls into a pause of ${seconds(v)}`,
  edge_evidence: (v) => (v >= 0.4 ? `asks for a playlist once per segment, or delivers steadily though the link has room, as at the live edge (evidence ${v.toFixed(2)})` : `neither asks for a playlist once per segment nor delivers steadily: no sign of the live edge (evidence ${v.toFixed(2)})`),
  edge_coverage: (v) => `asks for a small file as a playlist is, or delivers steadily, in ${v < 0.4 ? 'only ' : ''}${percent(v)} of the segments`,
  edge_evidence_downlink: (v) => `${v >= 0.4 ? 'small' : 'no small'} answers once per segment on the downlink (evidence ${v.toFixed(2)})`,
  edge_exchanges: (v) => (v >= 0.5 ? 'small answers of one size stand beside those of media, or delivery is steady' : `few small answers of one size stand beside those of media (${percent(v / 2)} of both)`),
  packet_size_down_capped: (v) => `downlink packets of ${Math.round(v)} bytes on average${v >= 1200 ? ' or more' : ''}`,
  rate_down_capped: (v) => `downlink of mostly ${v < 3 ? `${Math.round(10 ** v - 1)} B/s` : `${(10 ** v / 1000).toFixed(1)} kB/s`}${v >= 4.6 ? ' or more' : ''}`,
  burstiness: (v) => (v < 0.3 ? 'small packets at a steady rate' : v < 1 ? 'packets at an uneven rate, or rather full' : 'full packets, or packets in bursts'),
};

function burstiness(variation: number): string {
  return variation < 0.5 ? 'even' : variation < 1.5 ? 'in waves' : 'in large bursts';
}

/** The sentence for a feature and its value; the bare name and value where no sentence is known. */
export function reasonText(feature: string, value: number): string {
  return TEXTS[feature]?.(value) ?? `${feature} ${value.toPrecision(3)}`;
}
