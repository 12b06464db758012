import { Fragment, jsx } from 'hono/jsx';
import type { Tree } from './tree.ts';

/** Markup of a tree, everything in it escaped. */
export function Drawn({ tree }: { readonly tree: Tree | string }) {
  if (typeof tree === 'string') return <>{tree}</>;
  return jsx(tree.tag, { ...tree.attributes }, ...tree.children.map((child) => (typeof child === 'string' ? child : jsx(Fragment, {}, <Drawn tree={child} />))));
}
