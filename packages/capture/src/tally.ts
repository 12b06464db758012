import {
  INTERFACE_LINK,
  INTERFACE_WORDS,
  REPORT_BYTES,
  REPORT_FLOWS,
  REPORT_FLOWS_EVICTED,
  REPORT_PACKETS,
  REPORT_RECORDS,
  SETTING_INTERFACES,
  SKIP_AGGREGATED_FRAME,
  SKIP_ARP,
  SKIP_BAD_IP_HEADER,
  SKIP_BAD_IP_VERSION,
  SKIP_ENCRYPTED_FRAME,
  SKIP_IMPOSSIBLE_LENGTH,
  SKIP_IMPOSSIBLE_TIME,
  SKIP_INCOMPLETE_COLUMNS,
  SKIP_LINK_TYPE,
  SKIP_NOT_IP,
  SKIP_TRUNCATED_HEADER,
  WARN_COLUMN_COUNTS,
  WARN_COLUMN_LENGTHS,
  WARN_FRACTION,
  WARN_FRAGMENT_WITHOUT_FIRST,
  WARN_LAST_LINE_CUT,
  WARN_LAST_LINE_OPEN,
  WARN_LAST_SEMICOLON,
  WARN_NO_TIME,
  WARN_PORTS_CUT,
} from '@tunnelscope/core/codes';
import type { FormatHost, WaitingBytes } from './format-host.ts';
import { packetWarning } from './packet-warning.ts';
import type { CaptureStatistics, SkipReason, WarningKind } from './statistics.ts';

const SKIP_REASONS: Readonly<Record<number, SkipReason>> = {
  [SKIP_ARP]: 'arp',
  [SKIP_NOT_IP]: 'not ip',
  [SKIP_TRUNCATED_HEADER]: 'truncated header',
  [SKIP_BAD_IP_VERSION]: 'bad ip version',
  [SKIP_BAD_IP_HEADER]: 'bad ip header',
  [SKIP_IMPOSSIBLE_LENGTH]: 'impossible length',
  [SKIP_INCOMPLETE_COLUMNS]: 'incomplete packet columns',
  [SKIP_LINK_TYPE]: 'unsupported link type',
  [SKIP_IMPOSSIBLE_TIME]: 'impossible time',
  [SKIP_ENCRYPTED_FRAME]: 'encrypted frame',
  [SKIP_AGGREGATED_FRAME]: 'aggregated frame',
};

const WARNING_KINDS: Readonly<Record<number, WarningKind>> = {
  [WARN_FRAGMENT_WITHOUT_FIRST]: 'fragment without its first',
  [WARN_PORTS_CUT]: 'ports cut off',
  [WARN_FRACTION]: 'fraction beyond a second',
  [WARN_COLUMN_LENGTHS]: 'packet columns differ in length',
  [WARN_COLUMN_COUNTS]: 'packet columns disagree with counts',
  [WARN_LAST_SEMICOLON]: 'packet column without its last semicolon',
  [WARN_LAST_LINE_CUT]: 'last line cut',
  [WARN_LAST_LINE_OPEN]: 'last line without end',
  [WARN_NO_TIME]: 'packet without a time',
};

const WARNING_ORDER = Object.values(WARNING_KINDS);

/** Carries what a decoder has counted over into the statistics. Comes after each `decode`, before the input moves. */
export function tally(host: FormatHost, waiting: WaitingBytes, statistics: CaptureStatistics): void {
  const { report, skipped, warnings, warningPlace, warningValue } = waiting.decoder.views;
  statistics.records = report[REPORT_RECORDS]!;
  statistics.packets = report[REPORT_PACKETS]!;
  statistics.bytes = report[REPORT_BYTES]!;
  statistics.flows = report[REPORT_FLOWS]!;
  statistics.evictedFlows = report[REPORT_FLOWS_EVICTED]!;
  // Reasons and warnings stand in the order of their codes: in which they came up depends on the pieces that bytes come in.
  statistics.skipped = {};
  skipped.forEach((count, code) => {
    if (count > 0) statistics.skipped[SKIP_REASONS[code]!] = count;
  });
  warnings.forEach((count, code) => {
    if (count === 0) return;
    const kind = WARNING_KINDS[code]!;
    const earlier = statistics.warnings.find((warning) => warning.kind === kind);
    if (earlier) earlier.count = count;
    else {
      statistics.warnings.push({ kind, text: textOf(code), count });
      statistics.warnings.sort((a, b) => WARNING_ORDER.indexOf(a.kind) - WARNING_ORDER.indexOf(b.kind));
    }
  });
  function textOf(code: number): string {
    const place = warningPlace[code]!;
    const value = warningValue[code]!;
    return packetWarning(code, waiting.offset(place), value) ?? host.warning(code, place, value, waiting);
  }
}

/** A capture with more is none; one made to have them all would take long to search. */
const MOST_LINK_TYPES = 64;

/** Adds the link type of the interface described last. */
export function noteLinkType({ decoder }: WaitingBytes, statistics: CaptureStatistics): void {
  const { settings, interfaces } = decoder.views;
  const linkType = interfaces[(settings[SETTING_INTERFACES]! - 1) * INTERFACE_WORDS + INTERFACE_LINK]!;
  const { linkTypes } = statistics;
  if (linkTypes.length < MOST_LINK_TYPES && !linkTypes.includes(linkType)) linkTypes.push(linkType);
}
