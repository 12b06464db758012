/** A piece of the page, before the server makes markup or the browser makes elements of it. */
export interface Tree {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Tree | string)[];
}

type Attribute = string | number | boolean | null | undefined;
/** What is null or false is left out. */
export type Child = Tree | string | number | null | false | readonly Child[];

/** @param attributes true: there without a value; null, undefined and false: not there */
export function h(tag: string, attributes: Readonly<Record<string, Attribute>> = {}, ...children: readonly Child[]): Tree {
  const kept = Object.entries(attributes).flatMap(([name, value]) => (value === null || value === undefined || value === false ? [] : [[name, value === true ? '' : String(value)] as const]));
  return { tag, attributes: Object.fromEntries(kept), children: children.flatMap(flat) };
}

function flat(child: Child): (Tree | string)[] {
  if (child === null || child === false) return [];
  if (typeof child === 'string' || typeof child === 'number') return [String(child)];
  return isTree(child) ? [child] : child.flatMap(flat);
}

function isTree(child: Tree | readonly Child[]): child is Tree {
  return 'tag' in child;
}
