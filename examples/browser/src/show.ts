import { VERDICT_SYMBOLS } from '@tunnelscope/model/verdict-symbol';
import type { VerdictLine } from '@tunnelscope/detector/verdict-line';
import type { Judged } from './judge.ts';

/** Flows that are shown of a capture. */
const MOST = 20;
const HEADINGS = ['Verdict', 'Probability', 'Client → server', 'Seconds', 'MB down', 'Why'];

/** What was found in a file, as a part of the page. Everything from the file becomes text, never markup. */
export function show(name: string, { lines, packets, warnings, fault }: Judged): HTMLElement {
  const heaviest = [...lines].sort((a, b) => b.bytesDown + b.bytesUp - a.bytesDown - a.bytesUp);
  const more = heaviest.length - MOST;
  return element('section', {}, [
    element('h2', {}, [name]),
    element('p', {}, [`${packets.toLocaleString('en')} packets, ${lines.length} ${lines.length === 1 ? 'flow' : 'flows'}`]),
    ...(lines.length > 0 ? [table(heaviest.slice(0, MOST))] : []),
    ...(more > 0 ? [element('p', { class: 'note' }, [`and ${more} more`])] : []),
    ...[...new Set([...warnings, ...heaviest.slice(0, MOST).flatMap((line) => line.warnings)])].map((text) => element('p', { class: 'note' }, [text])),
    ...(fault === null ? [] : [element('p', { class: 'fault', role: 'alert' }, [fault])]),
  ]);
}

function table(lines: readonly VerdictLine[]): HTMLElement {
  return element('table', {}, [
    element('thead', {}, [element('tr', {}, HEADINGS.map((text) => element('th', { scope: 'col' }, [text])))]),
    element('tbody', {}, lines.map(row)),
  ]);
}

function row({ verdict, subtype, probability, flow, durationSeconds, bytesDown, reasons }: VerdictLine): HTMLElement {
  return element('tr', {}, [
    element('td', { class: `verdict ${verdict}` }, [`${VERDICT_SYMBOLS[verdict].unicode} ${verdict}${subtype === null ? '' : ` ${subtype}`}`]),
    element('td', {}, [`${Math.round(probability * 100)} %`]),
    element('td', {}, [`${flow.client}:${flow.clientPort} → ${flow.server}:${flow.serverPort}${flow.tunnel === null ? '' : ` (${flow.tunnel})`}`]),
    element('td', {}, [durationSeconds.toFixed(0)]),
    element('td', {}, [(bytesDown / 1e6).toFixed(1)]),
    element('td', {}, [reasons[0]?.text ?? '']),
  ]);
}

function element(name: string, attributes: Readonly<Record<string, string>>, content: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}
