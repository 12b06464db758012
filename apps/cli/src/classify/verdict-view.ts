import type { Tunnel } from '@tunnelscope/capture/batch';
import { endpointText, protocolText } from '../text/endpoint.ts';
import { harmless } from '../text/plain.ts';
import { bytesText, durationText, percentText, plural } from '../text/quantity.ts';
import { captureHeading } from '../table/capture-heading.ts';
import type { TableColumn, TableView } from '../table/view.ts';
import { wrap } from '../table/wrap.ts';
import { type ModelName, SECOND_RESOLUTION_WARNING, type VerdictLine } from '@tunnelscope/detector/verdict-line';
import { verdictStyle, verdictText } from './verdict-style.ts';

export interface VerdictViewOptions {
  readonly top: number;
  readonly windows: boolean;
  readonly engine: string;
  readonly model: ModelName;
}

/** Verdicts as a table: the heaviest flow first, and below it why the primary flow was judged as it was, or the first one if the primary is not among them. */
export function verdictView({ top, windows, engine, model }: VerdictViewOptions): TableView<VerdictLine> {
  return {
    columns: windows ? [...WINDOW, ...COLUMNS] : [...COLUMNS, ...DECIDED],
    top,
    perFile: true,
    // All windows of a flow, or of one sitting of it.
    group: ({ flow, start }) => `${flow.id} ${start}`,
    weight: ({ bytesDown, bytesUp }) => bytesDown + bytesUp,
    heading: (file, statistics, output) => captureHeading(file, statistics, output),
    below(shown, count, { paint, width }) {
      const more = count - shown.length;
      const explained = shown.some(({ primary }) => primary) ? shown.filter(({ primary }) => primary) : shown.slice(0, 1);
      const why = windows ? [] : explained.flatMap((row) => explanation(row, flowName(row, shown), Math.min(width, 100)));
      return [
        ...(count === 0 ? [paint('dim', 'no flows')] : []),
        ...(more > 0 ? [paint('dim', `and ${plural(more, windows ? 'more window' : 'more flow')} (--top 0 shows all)`)] : []),
        ...why.map((line) => paint('dim', line)),
      ];
    },
    closing: ({ paint }) => [paint('dim', `engine ${engine}, model ${harmless(model.name)} (${model.hash.slice(0, 8)})`)],
  };
}

const TUNNEL_NAMES: Readonly<Record<Tunnel | 'none', string>> = { wireguard: 'WireGuard', openvpn: 'OpenVPN', ipsec: 'IPsec', dtls: 'DTLS', none: '' };

const COLUMNS: readonly TableColumn<VerdictLine>[] = [
  { heading: '  VERDICT', align: 'left', least: 16, text: verdictText, style: verdictStyle, importance: Infinity },
  { heading: 'PROB', align: 'right', text: ({ probability }) => percentText(probability), importance: Infinity },
  {
    heading: 'CLIENT', align: 'left', importance: 2,
    text: ({ flow }) => endpointText(flow.client, flow.clientPort), short: ({ flow }) => flow.client,
  },
  { heading: '→ SERVER', align: 'left', text: ({ flow }) => `→ ${endpointText(flow.server, flow.serverPort)}`, importance: Infinity },
  { heading: 'PROTO', align: 'left', text: ({ flow }) => protocolText(flow.protocol), importance: 3 },
  { heading: 'TUNNEL', align: 'left', text: ({ flow }) => TUNNEL_NAMES[flow.tunnel ?? 'none'], sparse: true, importance: 0 },
  { heading: 'TIME', align: 'right', least: 7, text: ({ durationSeconds, windowSeconds }) => durationText(windowSeconds ?? durationSeconds), importance: 5 },
  { heading: 'DOWN', align: 'right', least: 7, text: ({ bytesDown }) => bytesText(bytesDown), importance: 6 },
  { heading: 'UP', align: 'right', least: 7, text: ({ bytesUp }) => bytesText(bytesUp), importance: 1 },
];

const DECIDED: readonly TableColumn<VerdictLine>[] = [
  { heading: 'DECIDED', align: 'right', text: ({ decidedAfterSeconds: after }) => (after === null ? '–' : `${after} s`), importance: 4 },
];

const WINDOW: readonly TableColumn<VerdictLine>[] = [
  { heading: 'FROM', align: 'right', text: ({ windowStart }) => durationText(windowStart ?? 0), importance: Infinity },
];

/** As short as tells a flow from the others in the table; empty for the only one. */
function flowName({ flow, start }: VerdictLine, shown: readonly VerdictLine[]): string {
  if (shown.length === 1) return '';
  const server = `→ ${endpointText(flow.server, flow.serverPort)}`;
  const alike = shown.filter((row) => row.flow.server === flow.server && row.flow.serverPort === flow.serverPort);
  if (alike.length === 1) return `${server}, `;
  const sittings = alike.filter((row) => row.flow.id === flow.id);
  return `${endpointText(flow.client, flow.clientPort)} ${server}${sittings.length > 1 ? ` from ${start.slice(11, 19)}` : ''}, `;
}

/** Why a flow was judged as it was, and what to keep in mind. */
function explanation({ likely, verdict, reasons, warnings }: VerdictLine, name: string, width: number): string[] {
  const reason = reasons.find(({ effect }) => effect > 0) ?? reasons[0];
  const lines = [
    ...(reason ? [`${verdict === 'unknown' ? `perhaps ${likely}` : verdict}: ${reason.text}`] : []),
    ...warnings.map((warning) => (warning === SECOND_RESOLUTION_WARNING ? `note: ${warning}` : `warning: ${warning}`)),
  ];
  return lines.flatMap((line) => wrap(harmless(name + line), width, '  ', '    '));
}
