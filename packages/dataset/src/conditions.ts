import { classOf } from '@tunnelscope/model/outcome';
import { coverageCurve } from '@tunnelscope/model/metrics/coverage-curve';
import { playerOf, valueIn } from './held-apart.ts';
import type { LabelledCapture } from './labelled-capture.ts';
import type { Manifest, ManifestCapture } from './manifest.ts';
import type { Prediction } from './predictions.ts';
import { isVideo } from './window-figures.ts';
import { isOfPart } from './window-part.ts';

type Columns = ManifestCapture['columns'];

/** Something that recordings differ in, and which of it a capture had; null where it does not apply. */
interface Condition {
  readonly name: string;
  readonly of: (columns: Columns) => string | null;
}

/** What matched pairs are told apart by; the later ones of HLS alone, of which there is enough of each. */
const CONDITIONS: readonly Condition[] = [
  { name: 'delivery', of: (columns) => (columns.pair ? deliveryOf(columns) : null) },
  { name: 'all DASH', of: (columns) => (columns.pair && /dash/.test(columns.delivery ?? '') ? 'DASH' : null) },
  { name: 'HLS, segments', of: ofHls(({ segment_s }) => segment_s && `${segment_s} s`) },
  { name: 'HLS, player', of: ofHls(playerOf) },
  { name: 'HLS, audio', of: ofHls(({ audio, delivery }) => audio || (/separate/.test(delivery ?? '') ? 'separate' : 'muxed')) },
  { name: 'HLS, tunnel', of: ofHls(({ tunnel }) => tunnel) },
  { name: 'HLS, link', of: ofHls((columns) => valueIn(columns, 'link')) },
  { name: 'HLS, beside it', of: ofHls(({ background, delivery }) => (/brows/.test(`${background} ${delivery}`) ? 'browsing' : /chat/.test(background ?? '') ? 'chat' : background ? 'telemetry' : 'nothing')) },
  { name: 'viewer', of: (columns) => (columns.pair || !columns.player ? null : Number(columns.behind_s) > 0 ? 'behind the live edge' : columns.viewer ? 'seeks and pauses' : null) },
];

/** A part of the windows that were judged. */
export interface ConditionPart {
  readonly condition: string;
  readonly value: string;
  /** Where in a capture the windows are. */
  readonly part: 'all' | 'start' | 'middle';
  /** Whether packets were padded before they were judged. */
  readonly padded: boolean;
  readonly predictions: readonly Prediction[];
}

/**
 * Parts of predictions by the manifest that captures are from, and live and VOD of recordings by their conditions, in the order
 * of CONDITIONS and of first appearance. Deliveries are told by part of the capture too, and with padded packets.
 * @param padded predictions of the same captures with padded packets; empty where there are none
 */
export function conditionParts(captures: readonly LabelledCapture[], manifests: readonly Manifest[], predictions: readonly Prediction[], padded: readonly Prediction[]): ConditionPart[] {
  return [...manifestParts(captures, manifests, predictions), ...CONDITIONS.flatMap(({ name, of: ofColumns }) => {
    const value = captures.map(({ columns }) => ofColumns(columns));
    const values = [...new Set(value.filter((one) => one !== null))];
    const whole = name === 'delivery';
    return values.flatMap((one) => {
      const of = (list: readonly Prediction[]) => list.filter((prediction) => value[prediction.window.capture] === one && isVideo(prediction));
      const plain = of(predictions);
      const parts: ConditionPart[] = [{ condition: name, value: one, part: 'all', padded: false, predictions: plain }];
      if (whole) {
        for (const part of ['start', 'middle'] as const) parts.push({ condition: name, value: one, part, padded: false, predictions: plain.filter(({ window }) => isOfPart(window.start, part)) });
        parts.push({ condition: name, value: one, part: 'all', padded: true, predictions: of(padded) });
      }
      return parts.filter(({ predictions: some }) => some.length > 0);
    });
  })];
}

/** Where several manifests were judged, what each one's captures got. */
function manifestParts(captures: readonly LabelledCapture[], manifests: readonly Manifest[], predictions: readonly Prediction[]): ConditionPart[] {
  const paths = manifests.map((manifest) => new Set(manifest.captures.map(({ path }) => path)));
  const parts = manifests.map(({ name, sha256 }, i): ConditionPart => ({
    condition: 'manifest', value: `${name} ${sha256.slice(0, 8)}`, part: 'all', padded: false,
    predictions: predictions.filter(({ window }) => paths[i]!.has(captures[window.capture]!.path)),
  })).filter(({ predictions: some }) => some.length > 0);
  return parts.length > 1 ? parts : [];
}

/** Accuracy among the surest shares of windows. */
export function surest(predictions: readonly Prediction[], shares: readonly number[]): (number | null)[] {
  const confidence = Float64Array.from(predictions, ({ probabilities, likely }) => probabilities[likely]);
  const right = Uint8Array.from(predictions, ({ likely, window }) => (likely === classOf(window.outcome) ? 1 : 0));
  const curve = coverageCurve(confidence, right);
  return shares.map((share) => curve.findLast(({ coverage }) => coverage <= share + 1e-9)?.selectiveAccuracy ?? null);
}

function ofHls(value: (columns: Columns) => string | undefined): (columns: Columns) => string | null {
  return (columns) => (columns.pair && deliveryOf(columns) === 'HLS' ? value(columns) || null : null);
}

function deliveryOf({ delivery = '' }: Columns): string | null {
  if (/^hls/.test(delivery)) return 'HLS';
  if (/^dash-timeline/.test(delivery)) return 'DASH, timeline';
  if (/^dash/.test(delivery)) return 'DASH, numbered';
  return /^ll-/.test(delivery) ? `low latency ${delivery.slice(3).toUpperCase()}` : null;
}
