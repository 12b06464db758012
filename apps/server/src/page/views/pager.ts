import { addressOf, changed, type Place } from '../place.ts';
import { h, type Tree } from '../tree.ts';

/** Links to the first and the next page; cursors know no way back. */
export function pager(place: Place, next: string | null): Tree | false {
  if (next === null && !place.list.cursor) return false;
  return h('nav', { class: 'pager', 'aria-label': 'Pages' },
    place.list.cursor !== undefined && h('a', { href: addressOf(changed(place, {})) }, 'First page'),
    next !== null && h('a', { href: addressOf({ ...place, list: { ...place.list, cursor: next } }) }, 'Next page'),
  );
}
