import type { VerdictLine } from '../../schemas/verdict-line.ts';
import { h, type Tree } from '../tree.ts';
import { endsText, foreign, kindNote, verdictMark } from './pieces.ts';
import { counted, duration, percent, quantity } from './quantity.ts';

/** What is known of one capture that was sent. */
export interface Sent {
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
  readonly state: 'waiting' | 'sending' | 'judging' | 'done' | 'failed' | 'stopped';
  /** The first of its flows, heaviest first. */
  readonly lines: readonly VerdictLine[];
  readonly flows: number;
  /** What went wrong, in words. */
  readonly problem: string | null;
}

const COLUMNS = [['Flow', null], ['Verdict', null], ['Probability', 'number'], ['Bytes', 'number'], ['Length', 'number'], ['Decided after', 'number'], ['First reason', null]] as const;

/** Where captures are given; works as a form without scripts, which shows the answer as JSON. */
export function classifyForm(): Tree[] {
  return [
    h('h2', { id: 'title', tabindex: '-1' }, 'Classify a capture'),
    h('form', { id: 'drop', class: 'drop', method: 'post', action: '/v1/classify', enctype: 'multipart/form-data' },
      h('p', {}, h('label', { for: 'captures' }, 'Drop captures anywhere on this page, or choose them: pcap, pcapng or network-stats CSV, compressed or not.')),
      h('p', {}, h('input', { type: 'file', id: 'captures', name: 'file', multiple: true, required: true }), ' ', h('button', { type: 'submit' }, 'Classify')),
      h('p', { class: 'dim' }, 'A capture is read as it arrives and not kept; its verdicts are, in the history.'),
    ),
    h('div', { id: 'results', 'data-foreign': true }),
  ];
}

export function resultsView(all: readonly Sent[]): Tree[] {
  return all.map((sent, i) => h('section', { class: 'result', 'data-key': i, 'aria-labelledby': `result-${i}` },
    h('h3', { id: `result-${i}` }, h('bdi', {}, foreign(sent.name))),
    h('p', { class: sent.problem === null ? 'state dim' : 'state warning' }, stateText(sent)),
    (sent.state === 'sending' || sent.state === 'judging') && h('p', {}, h('progress', { 'aria-labelledby': `result-${i}`, max: Math.max(1, sent.bytes), value: sent.state === 'judging' ? null : sent.sent }), ' ', h('button', { type: 'button', 'data-stop': i }, 'Stop')),
    sent.lines.length > 0 && table(sent),
    [...new Set(sent.lines.flatMap(({ warnings }) => warnings))].map((warning) => h('p', { class: 'warning' }, `⚠ ${foreign(warning)}`)),
  ));
}

/** Also what is announced. */
export function stateText({ state, sent, bytes, flows, problem }: Sent): string {
  const found = counted(flows, 'flow');
  switch (state) {
    case 'waiting': return `${quantity(bytes, 'B')}, waiting for its turn`;
    case 'sending': return `${quantity(sent, 'B')} of ${quantity(bytes, 'B')} sent, ${found} judged`;
    case 'judging': return `All ${quantity(bytes, 'B')} sent, ${found} judged so far`;
    case 'done': return `${found} judged`;
    case 'stopped': return `Stopped, ${found} judged before`;
    default: return `⚠ ${foreign(problem ?? 'The capture could not be judged')}`;
  }
}

function table({ lines, flows }: Sent): Tree {
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Verdicts' },
    h('table', {},
      h('caption', {}, lines.length < flows ? `The ${lines.length} heaviest of ${counted(flows, 'flow')}; /v1/classify answers with all.` : 'Heaviest flow first.'),
      h('thead', {}, h('tr', {}, COLUMNS.map(([title, style]) => h('th', { scope: 'col', class: style }, title)))),
      h('tbody', {}, lines.map((line) => h('tr', { 'data-key': line.flow.id },
        h('th', { scope: 'row', class: 'ends' }, h('bdi', {}, endsText(line.flow))),
        h('td', {}, verdictMark(line.verdict, kindNote(line.subtype))),
        h('td', { class: 'number' }, percent(line.probability)),
        h('td', { class: 'number' }, quantity(line.bytesDown + line.bytesUp, 'B')),
        h('td', { class: 'number' }, duration(line.durationSeconds)),
        h('td', { class: 'number' }, line.decidedAfterSeconds === null ? '–' : duration(line.decidedAfterSeconds)),
        h('td', { class: 'text' }, line.reasons[0]?.text ?? ''),
      ))),
    ),
  );
}
