/** What the page shows, as its address says it. */
export interface Place {
  readonly view: View;
  /** Identifier of the flow that is shown in place of the list. */
  readonly flow: string | null;
  /** Parameters of the list, as the interface of the service has them. */
  readonly list: Readonly<Record<string, string>>;
}

export const VIEWS = ['flows', 'classify', 'history'] as const;
type View = (typeof VIEWS)[number];

/** Rows of a page of a list: as many as a person looks through. */
export const ROWS = 50;

const PARAMETERS: Readonly<Record<View, readonly string[]>> = {
  flows: ['state', 'verdict', 'address', 'tunnel', 'minBytes', 'sort', 'cursor'],
  classify: [],
  history: ['source', 'verdict', 'cursor'],
};

/** What is sorted by unless something else is asked for: flows that have ended have no rate. */
export function sortOf({ state, sort }: Place['list']): string {
  return sort ?? (state === 'ended' ? '-start' : '-bitsPerSecond');
}

/** @param search the query of an address; what is empty or unknown in it is left out */
export function placeOf(search: URLSearchParams): Place {
  const view = VIEWS.find((name) => name === search.get('view')) ?? 'flows';
  const list = Object.fromEntries(PARAMETERS[view].flatMap((name) => (search.get(name) ? [[name, search.get(name)!] as const] : [])));
  return { view, flow: search.get('flow') || null, list };
}

export function addressOf({ view, flow, list }: Place): string {
  const search = new URLSearchParams({ ...(view !== 'flows' && { view }), ...list, ...(flow !== null && { flow }) }).toString();
  return search === '' ? '/' : `/?${search}`;
}

/** The same list with other parameters, from its first page on. @param change an empty one is taken away */
export function changed({ view, list }: Place, change: Readonly<Record<string, string>>): Place {
  const { cursor: _, ...rest } = list;
  const all = Object.entries({ ...rest, ...change }).filter(([, value]) => value !== '');
  return { view, flow: null, list: Object.fromEntries(all) };
}

/** Where the service answers with what is shown there; null: nothing is to be asked. */
export function sourceOf({ view, flow, list }: Place): string | null {
  if (flow !== null) return `/v1/flows/${encodeURIComponent(flow)}`;
  if (view === 'classify') return null;
  const order = view === 'flows' ? { sort: sortOf(list) } : {};
  return `/v1/${view === 'flows' ? 'flows' : 'verdicts'}?${new URLSearchParams({ limit: String(ROWS), ...order, ...list })}`;
}
