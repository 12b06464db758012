import type { Column } from '../sinks/column.ts';
import type { TableColumn, TableView } from '../table/view.ts';
import { harmless } from '../text/plain.ts';
import { bytesText, countText, plural } from '../text/quantity.ts';
import { type ClientLine, VERDICTS } from './by-client.ts';
import type { VerdictViewOptions } from './verdict-view.ts';
import { verdictStyle } from './verdict-style.ts';

export const clientColumns: readonly Column<ClientLine>[] = [
  { name: 'network', type: 'string', value: ({ network }) => network },
  { name: 'flows', type: 'integer', value: ({ flows }) => flows },
  ...VERDICTS.map((verdict): Column<ClientLine> => ({ name: `bytes.${verdict}`, type: 'integer', value: ({ bytes }) => bytes[verdict] })),
  ...VERDICTS.map((verdict): Column<ClientLine> => ({ name: `hours.${verdict}`, type: 'number', value: ({ hours }) => hours[verdict] })),
];

/** Client networks as one table over all files. */
export function clientView({ top, windows, engine, model }: VerdictViewOptions): TableView<ClientLine> {
  return {
    columns: [
      { heading: 'CLIENTS', align: 'left', text: ({ network }) => network, importance: Infinity },
      { heading: windows ? 'WINDOWS' : 'FLOWS', align: 'right', text: ({ flows }) => countText(flows), importance: 0 },
      ...VERDICTS.map((verdict, i): TableColumn<ClientLine> => ({
        heading: verdict.toUpperCase(), align: 'right', importance: 10 - i,
        text: ({ bytes, hours }) => `${bytesText(bytes[verdict])}  ${hours[verdict].toFixed(2)} h`,
        short: ({ bytes }) => bytesText(bytes[verdict]),
        style: ({ bytes }) => (bytes[verdict] === 0 ? 'dim' : verdictStyle({ verdict })),
      })),
    ],
    top,
    perFile: false,
    group: ({ network }) => network,
    weight: ({ bytes }) => VERDICTS.reduce((sum, verdict) => sum + bytes[verdict], 0),
    heading: () => [],
    below: (shown, count, { paint }) => (count > shown.length ? [paint('dim', `and ${plural(count - shown.length, 'more network')} (--top 0 shows all)`)] : []),
    closing: ({ paint }) => [paint('dim', `engine ${engine}, model ${harmless(model.name)} (${model.hash.slice(0, 8)})`)],
  };
}
