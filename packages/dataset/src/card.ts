import type { Model } from '@tunnelscope/model';
import { VERDICT_CLASSES } from '@tunnelscope/model/outcome';
import { isSetAside, type Manifest } from './manifest.ts';
import type { Evaluation } from './summary.ts';

/** An evaluation for the card, and what was held out in it. */
export interface CardEvaluation {
  readonly by: string;
  readonly evaluation: Evaluation;
}

/** What a card says beyond the model itself. */
export interface CardContent {
  readonly manifests: readonly Manifest[];
  /** Cross-validations with the same trainer and seed; where there is none, the card says so. */
  readonly evaluations: readonly CardEvaluation[];
  /** The command that makes the same model again. */
  readonly command: string;
  /** Where the data come from, in Markdown; null if nobody said. */
  readonly note: string | null;
}

/**
 * The model card, in Markdown: what the model is, what it learned from, how it does on groups it had not seen, and where it
 * fails (after Mitchell et al., "Model cards for model reporting", 2019).
 */
export function modelCard(model: Model & { readonly hash: string }, { manifests, evaluations, command, note }: CardContent): string {
  const { training } = model;
  return `# Model card: ${model.name}

| | |
|---|---|
| content hash | \`${model.hash}\` |
| trainer | ${training.trainer}, seed ${model.seed} |
| made by | \`${command}\` |
| learned from | ${training.captures} captures, ${training.windows} windows, ${training.groups} groups of equal weight |
${training.manifests.map(({ name, sha256 }) => `| manifest | ${name}, SHA-256 \`${sha256}\` |`).join('\n')}

It tells live video (broadcast, call, audio) from video on demand and from other traffic inside an encrypted tunnel, from
packet times, sizes and directions alone. For each resolution and window length it has two forests in a row: one for the
kind of traffic (video, call, audio, other), one that, given video, decides between live and VOD.

## Data

${note === null ? '' : `${note.trim()}\n\n`}| manifest | label | of | captures | sessions |
|---|---|---|---|---|
${manifests.flatMap(dataRows).join('\n')}
${setAside(manifests)}
## Parts

| resolution | window | stage | trees | nodes | inputs |
|---|---|---|---|---|---|
${model.parts.flatMap((part) => (['kind', 'liveness'] as const).map((stage) => {
    const { forest, features } = part[stage];
    return `| ${part.resolution} | ${part.windowSeconds} s | ${stage} | ${forest.roots.length} | ${forest.left.length} | ${features.join(', ')} |`;
  })).join('\n')}

A class is said from a probability on, and of the windows of a further group that is not of it, a share is said to be all the
same: on average over groups, if they are exchangeable with those of training. Where the probability is one half the share is an estimate from
groups that were held out; above, it is controlled (conformal risk control: Angelopoulos et al., ICLR 2024). Of VOD it is that of live
traffic alone: browsing and downloads that pause are mostly said to be VOD. How each held-out group fared stands in docs/evaluation.md.

| resolution | window | live from, and risk | VOD from, and risk | other from, and risk |
|---|---|---|---|---|
${model.parts.map(({ resolution, windowSeconds, rule: { least, risk } }) => `| ${resolution} | ${windowSeconds} s | ${VERDICT_CLASSES.map((name) => `${share(least[name])}, ${risk[name] < 1 ? share(risk[name]) : 'not stated'}`).join(' | ')} |`).join('\n')}

## On groups it had not seen

${evaluations.length === 0 ? 'Not measured for this model. `tunnelscope evaluate MANIFEST --by COLUMN` cross-validates.' : tables(evaluations)}

## Where it fails

* Live and VOD of players that ask for nothing at the live edge (numbered DASH) look alike once playback is under way; at
  one-second resolution so do all live and VOD with the same segment length.
* Over a link hardly faster than the video neither live nor VOD pauses, and polls drown in the downloads.
* Browsing, and downloads that pause, look like a player that fills its buffer: they are mostly taken for VOD.
* Telemetry once per segment, with answers larger than its requests, is taken for a playlist poll.
* Five and ten seconds hold one to three segments: a verdict on them is much less certain than one on a minute.
`;
}

function setAside(manifests: readonly Manifest[]): string {
  const count = manifests.flatMap(({ captures }) => captures).filter(isSetAside).length;
  return count === 0 ? '' : `\n${count} captures of them were set aside (column \`set\`: final); the model learned nothing from these.\n`;
}

/** Captures of a manifest by label and provider, or player, but for those that were set aside. */
function dataRows({ name, sha256, captures }: Manifest): string[] {
  const rows = new Map<string, { captures: number; sessions: Set<string> }>();
  for (const { label, columns, file } of captures.filter((capture) => !isSetAside(capture))) {
    const key = `${label} | ${columns.provider || columns.player || ''}`;
    const row = rows.get(key) ?? { captures: 0, sessions: new Set() };
    row.captures++;
    row.sessions.add(columns.session || columns.pair || file);
    rows.set(key, row);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => `| ${name} ${sha256.slice(0, 8)} | ${key} | ${row.captures} | ${row.sessions.size} |`);
}

function tables(evaluations: readonly CardEvaluation[]): string {
  const sections: string[] = [];
  for (const resolution of ['packet', 'second'] as const) {
    const rows = evaluations.filter(({ evaluation }) => evaluation.resolution === resolution);
    if (rows.length === 0) continue;
    sections.push(`### ${resolution} resolution

| held out | window | windows | live against VOD: balanced accuracy (95 %) | AUC | accuracy of all classes | coverage | accuracy where sure | calibration error | lowest group |
|---|---|---|---|---|---|---|---|---|---|
${rows.flatMap(({ by, evaluation: e }) => {
      const interval = e.confidenceInterval.liveVsVodBalancedAccuracy;
      return [`| ${by} | ${e.windowSeconds} s | ${e.windows} | ${share(e.liveVsVod.balancedAccuracy)}${interval ? ` (${share(interval.low)}–${share(interval.high)})` : ''} | ${share(e.liveVsVod.auc)} | ${share(e.accuracy)} | ${share(e.coverage)} | ${share(e.selectiveAccuracy)} | ${share(e.expectedCalibrationError)} | ${lowest(e)} |`, ...manifestRows(by, e)];
    }).join('\n')}
`);
  }
  return `${sections.join('\n')}
Unknown counts as wrong in every accuracy but the one where it is sure. Intervals (95 %) come from resampling sessions or
pairs. The features, their folding and their thresholds were chosen with such captures in view: on traffic of other years
and services expect less. The final verdict on a flow stands after ${times(evaluations)} s in the median of captures.`;
}

/** Where captures of several manifests were judged, what each one's got. */
function manifestRows(by: string, { windowSeconds, conditions }: Evaluation): string[] {
  return conditions.filter(({ condition }) => condition === 'manifest').map(({ value, windows, liveVsVod, accuracy, coverage, selectiveAccuracy }) =>
    `| ${by}: of ${value} | ${windowSeconds} s | ${windows} | ${share(liveVsVod.balancedAccuracy)} | ${share(liveVsVod.auc)} | ${share(accuracy)} | ${share(coverage)} | ${share(selectiveAccuracy)} | | |`);
}

/** Medians of the time to the verdict, smallest and largest over the cross-validations. */
function times(evaluations: readonly CardEvaluation[]): string {
  const medians = evaluations.map(({ evaluation }) => evaluation.timeToVerdict.median).filter((time) => time !== null);
  if (medians.length === 0) return '–';
  const [least, most] = [Math.min(...medians), Math.max(...medians)];
  return least === most ? `${least}` : `${least} to ${most}`;
}

function lowest(evaluation: Evaluation): string {
  const groups = (evaluation.groups ?? []).filter(({ accuracy }) => accuracy !== null);
  const worst = groups.reduce<(typeof groups)[number] | undefined>((low, group) => (!low || group.accuracy! < low.accuracy! ? group : low), undefined);
  return worst ? `${worst.group}: ${share(worst.accuracy)} of ${worst.windows}` : '–';
}

function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}
