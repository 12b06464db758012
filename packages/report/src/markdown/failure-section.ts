import type { Evaluation, GroupFigures } from '@tunnelscope/dataset/summary';
import { nameOf } from '../evaluation/series.ts';
import { numberText, percentText } from '../quantity.ts';
import { tableText } from './table-text.ts';

/** A group of which fewer windows are right than this is one that fails. */
const ENOUGH = 0.9;
/** A smaller group says nothing of its column. */
const LEAST_WINDOWS = 5;
const MOST_ROWS = 40;

/** What fails: the groups that are judged worst when they are held out, and the classes that are taken for one another. */
export function failureSection(evaluations: readonly Evaluation[]): string {
  const failing = evaluations.flatMap((evaluation) => (evaluation.groups ?? []).filter(isFailing).map((group) => ({ evaluation, group })))
    .sort((a, b) => a.group.accuracy! - b.group.accuracy! || b.group.windows - a.group.windows);
  const judged = evaluations.reduce((sum, { groups }) => sum + (groups ?? []).filter(({ windows }) => windows >= LEAST_WINDOWS).length, 0);
  return `## What fails

${failing.length} of ${judged} held-out groups with at least ${LEAST_WINDOWS} windows are right in less than ${percentText(ENOUGH, 0)} of their windows${failing.length > MOST_ROWS ? `; the worst ${MOST_ROWS}` : ''}:

${tableText({
    columns: ['held out', 'group', 'windows', 'right', 'with a verdict', 'right among these', 'AUC'],
    rows: failing.slice(0, MOST_ROWS).map(({ evaluation, group }) => [
      nameOf(evaluation), group.group, numberText(group.windows), percentText(group.accuracy), percentText(group.coverage), percentText(group.selectiveAccuracy), numberText(group.liveVsVod.auc),
    ]),
  })}

Where few have a verdict but those are right, the model says that it does not know; where many have one and few are right, it errs, and
its probability misleads. An AUC near 1 beside a low accuracy means that live and VOD are told apart, but at another threshold than the
other groups taught.

### What is taken for what

The largest shares of a class's windows, if they are ${LEAST_CONFUSED} or more:

${tableText({ columns: ['held out', 'is', 'judged', 'windows', 'of'], rows: confusions(evaluations) })}

### What no model here can know

* Players that ask for nothing at the live edge (numbered DASH): live and VOD with segments of one length look alike once playback is
  under way. The start of playback, a stall or a second viewer would tell; packets of the middle do not.
* At one-second resolution no request shows: all live and VOD with the same segment length look alike.
* Over a link hardly faster than the video neither live nor VOD pauses, and polls drown in the downloads.
* Browsing, and downloads that pause, look like a player that fills its buffer; rate and rhythm of a minute do not tell them from VOD.
* Answers once per segment that are no playlist (audio of constant size, telemetry with large answers) look like a poll.
* Five and ten seconds hold one to three segments: a verdict on them is much less certain than one on a minute.
* Providers, players and years that are in no manifest above: a group of them may do worse than any group here.`;
}

function isFailing({ accuracy, windows }: GroupFigures): boolean {
  return windows >= LEAST_WINDOWS && accuracy !== null && accuracy < ENOUGH;
}

const MOST_CONFUSIONS = 20;
const NOTABLE = 0.02; // of the windows of a class
const LEAST_CONFUSED = 5; // windows

function confusions(evaluations: readonly Evaluation[]): string[][] {
  return evaluations.flatMap((evaluation) => evaluation.confusion.rows.flatMap((row, i) => {
    const truth = evaluation.confusion.labels[i]!;
    const all = row.reduce((sum, count) => sum + count, 0);
    return row.flatMap((count, j) => {
      const judged = evaluation.confusion.columns[j]!;
      return judged === truth || count < NOTABLE * all || count < LEAST_CONFUSED ? [] : [{ share: count / all, cells: [nameOf(evaluation), truth, judged, numberText(count), `${numberText(all)} (${percentText(count / all)})`] }];
    });
  })).sort((a, b) => b.share - a.share).slice(0, MOST_CONFUSIONS).map(({ cells }) => cells);
}
