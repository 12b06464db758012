import { addressOf, type Place, VIEWS } from '../place.ts';
import { h, type Tree } from '../tree.ts';

const TITLES = { flows: 'Flows', classify: 'Classify a capture', history: 'History' } as const;

export function navView({ view }: Place): Tree {
  return h('ul', {}, VIEWS.map((name) => h('li', {}, h('a', { href: addressOf({ view: name, flow: null, list: {} }), 'aria-current': name === view ? 'page' : null }, TITLES[name]))));
}
