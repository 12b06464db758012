import { addressOf, changed, type Place } from '../place.ts';
import { h, type Tree } from '../tree.ts';
import { TUNNELS } from './pieces.ts';

type Option = readonly [value: string, text: string];

const ANY: Option = ['', 'any'];
const VERDICTS: readonly Option[] = [ANY, ...['live', 'vod', 'other', 'unknown'].map((name): Option => [name, name])];

const SIZES: readonly Option[] = [['', 'any'], ['10000', '10 kB'], ['1000000', '1 MB'], ['100000000', '100 MB']];

/** What the list of flows can be narrowed to. A form that works without scripts too. */
export function flowFilter(place: Place): Tree {
  return filterForm(place, [
    choice(place, 'state', 'Show', [['', 'followed now'], ['ended', 'ended']]),
    choice(place, 'verdict', 'Verdict', VERDICTS),
    choice(place, 'tunnel', 'Tunnel', [ANY, ...Object.entries(TUNNELS)]),
    choice(place, 'minBytes', 'At least', SIZES),
    h('div', {}, h('label', { for: 'address' }, 'Address'), h('input', { name: 'address', id: 'address', size: 16, maxlength: 64, autocomplete: 'off', spellcheck: 'false', value: place.list.address ?? '' })),
  ], ['sort']);
}

export function historyFilter(place: Place): Tree {
  return filterForm(place, [
    choice(place, 'source', 'From', [ANY, ['live', 'live flows'], ['upload', 'uploads']]),
    choice(place, 'verdict', 'Verdict', VERDICTS),
  ], []);
}

/** @param kept parameters that stay as they are */
function filterForm(place: Place, fields: readonly Tree[], kept: readonly string[]): Tree {
  const hidden = { ...(place.view !== 'flows' && { view: place.view }), ...Object.fromEntries(kept.flatMap((name) => (place.list[name] ? [[name, place.list[name]]] : []))) };
  const { cursor: _, ...filter } = place.list;
  // Another filter is another form: fields that somebody has changed would keep what they hold.
  return h('form', { class: 'filter', method: 'get', action: '/', role: 'search', 'aria-label': 'Filter', 'data-key': JSON.stringify(filter) },
    Object.entries(hidden).map(([name, value]) => h('input', { type: 'hidden', name, value: value ?? '' })),
    fields,
    h('button', { type: 'submit', id: 'apply' }, 'Filter'),
    Object.keys(filter).some((name) => !kept.includes(name)) && h('a', { href: addressOf({ ...changed(place, {}), list: Object.fromEntries(kept.flatMap((name) => (place.list[name] ? [[name, place.list[name]!]] : []))) }) }, 'Clear'),
  );
}

function choice({ list }: Place, name: string, title: string, options: readonly Option[]): Tree {
  return h('div', {}, h('label', { for: `filter-${name}` }, title), h('select', { name, id: `filter-${name}` }, options.map(([value, text]) => h('option', { value, selected: value === (list[name] ?? '') }, text))));
}
