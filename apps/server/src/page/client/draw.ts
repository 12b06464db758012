import type { Tree } from '../tree.ts';

/**
 * Makes the children of an element what the trees say, changing as little as possible: focus, scrolled places, open details
 * and what was typed stay. Children with `data-key` are followed by it; what is inside `data-foreign` belongs to others.
 */
export function draw(parent: Element, trees: readonly (Tree | string)[]): void {
  const focused = document.activeElement;
  drawChildren(parent, trees);
  // An element that is moved loses the focus, and one that is made anew never had it.
  if (focused === null || focused === document.activeElement || focused === document.body) return;
  const same = focused.isConnected ? focused : focused.id === '' ? null : document.getElementById(focused.id);
  if (same instanceof HTMLElement) same.focus({ preventScroll: true });
}

function drawChildren(parent: Element, trees: readonly (Tree | string)[]): void {
  const keyed = new Map<string, Element>();
  for (const child of parent.children) {
    const key = child.getAttribute('data-key');
    if (key !== null) keyed.set(key, child);
  }
  for (const [i, tree] of trees.entries()) {
    const at = parent.childNodes[i] ?? null;
    const node = fitting(at, tree, keyed) ?? made(tree);
    if (node !== at) parent.insertBefore(node, at);
    update(node, tree);
  }
  while (parent.childNodes.length > trees.length) parent.lastChild!.remove();
}

/** What is there already and can become the tree. */
function fitting(at: ChildNode | null, tree: Tree | string, keyed: ReadonlyMap<string, Element>): ChildNode | null {
  if (typeof tree === 'string') return at instanceof Text ? at : null;
  const key = tree.attributes['data-key'];
  const found = key === undefined ? at : (keyed.get(key) ?? null);
  if (!(found instanceof Element) || found.localName !== tree.tag) return null;
  return key !== undefined || !found.hasAttribute('data-key') ? found : null;
}

function made(tree: Tree | string): ChildNode {
  return typeof tree === 'string' ? document.createTextNode(tree) : document.createElement(tree.tag);
}

function update(node: ChildNode, tree: Tree | string): void {
  if (typeof tree === 'string') {
    if (node instanceof Text && node.data !== tree) node.data = tree;
    return;
  }
  if (!(node instanceof Element)) return;
  for (const [name, value] of Object.entries(tree.attributes)) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  // Who looks has opened it.
  for (const name of node.getAttributeNames()) if (!(name in tree.attributes) && name !== 'open') node.removeAttribute(name);
  if (!('data-foreign' in tree.attributes)) drawChildren(node, tree.children);
}
