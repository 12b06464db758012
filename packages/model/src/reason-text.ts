const percent = (share: number) => `${Math.round(100 * share)} %`;
const seconds = (s: number) => `${s < 10 ? s.toFixed(1) : Math.round(s)} s`;

/** A feature's value in the words of somebody who watches networks. */
const TEXTS: Readonly<Record<string, (value: number) => string>> = {
  silent_share: (v) => `${percent(v)} of the time in long pauses between downloads`,
  idle_share: (v) => `${percent(v)} of the seconds without a download`,
  cv_half_second: (v) => `delivery ${burstiness(v)} from half second to half second (variation ${v.toFixed(1)})`,
  cv_second: (v) => `delivery ${burstiness(v)} from second to second (variation ${v.toFixed(1)})`,
  longest_gap: (v) => `longest pause between downloads ${seconds(v)}`,
  time_weighted_gap: (v) => `a random moment falls into a pause of ${seconds(v)}`,
  longest_silence: (v) => `longest silence ${seconds(v)}`,
  time_weighted_silence: (v) => `a random moment falls into a silence of ${seconds(v)}`,
  poll_evidence: (v) => `${pollWords(v)} asks for a small file of constant size once per segment, as at the live edge (evidence ${v.toFixed(2)})`,
  poll_coverage: (v) => `a small request of that kind in ${percent(v)} of the segments`,
  poll_per_segment: (v) => `${v.toFixed(1)} such requests per segment`,
  poll_evidence_downlink: (v) => `small answers recur ${v >= 0.4 ? 'once per segment' : 'hardly, if at all'} on the downlink (evidence ${v.toFixed(2)})`,
  packet_size_down: (v) => `downlink packets of ${Math.round(v)} bytes on average`,
  rate_down: (v) => `downlink of ${(10 ** v / 1000).toFixed(1)} kB/s or more`,
  cv_packets_down: (v) => `downlink packet rate ${v < 0.3 ? 'steady' : 'in bursts'} (variation ${v.toFixed(2)})`,
};

function burstiness(variation: number): string {
  return variation < 0.5 ? 'even' : variation < 1.5 ? 'in waves' : 'in large bursts';
}

function pollWords(evidence: number): string {
  return evidence >= 0.5 ? 'clearly' : evidence >= 0.2 ? 'perhaps' : 'hardly ever';
}

/** The sentence for a feature and its value; the bare name and value where no sentence is known. */
export function reasonText(feature: string, value: number): string {
  return TEXTS[feature]?.(value) ?? `${feature} ${value.toPrecision(3)}`;
}
