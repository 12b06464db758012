import { ENGINES } from '@tunnelscope/core/kernels';
import { VERDICT_CLASSES } from '@tunnelscope/model/outcome';
import { flowColumns, resolutionColumn } from '../flows/flow-columns.ts';
import type { Column } from '../sinks/column.ts';
import type { VerdictLine } from '@tunnelscope/detector/verdict-line';

/** The fields of `classify` as columns, in the order of its JSON lines. */
export function verdictColumns(windows: boolean): Column<VerdictLine>[] {
  return [
    ...flowColumns<VerdictLine>(windows),
    { name: 'packets', type: 'integer', value: ({ packets }) => packets },
    { name: 'bytesDown', type: 'integer', value: ({ bytesDown }) => bytesDown },
    { name: 'bytesUp', type: 'integer', value: ({ bytesUp }) => bytesUp },
    { name: 'verdict', type: 'string', choices: [...VERDICT_CLASSES, 'unknown'], value: ({ verdict }) => verdict },
    { name: 'subtype', type: 'string', choices: ['broadcast', 'call', 'audio'], value: ({ subtype }) => subtype },
    { name: 'probability', type: 'number', value: ({ probability }) => probability },
    { name: 'likely', type: 'string', choices: VERDICT_CLASSES, value: ({ likely }) => likely },
    ...VERDICT_CLASSES.map((name): Column<VerdictLine> => ({ name: `probabilities.${name}`, type: 'number', value: ({ probabilities }) => probabilities[name] })),
    { name: 'decidedAfterSeconds', type: 'number', value: ({ decidedAfterSeconds }) => decidedAfterSeconds },
    resolutionColumn<VerdictLine>(),
    { name: 'reasons', type: 'json', value: ({ reasons }) => reasons, plain: ({ reasons }) => reasons.map(({ text }) => text).join('; ') },
    { name: 'engine', type: 'string', choices: ENGINES, value: ({ engine }) => engine },
    { name: 'model', path: 'model.name', type: 'string', value: ({ model }) => model.name },
    { name: 'modelHash', path: 'model.hash', type: 'string', value: ({ model }) => model.hash },
    { name: 'warnings', type: 'json', value: ({ warnings }) => warnings, plain: ({ warnings }) => warnings.join('; ') },
  ];
}
