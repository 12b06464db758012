import type { Key as InkKey } from 'ink';
import type { Key } from '../state/key.ts';

const NAMES = [
  ['upArrow', 'up'], ['downArrow', 'down'], ['leftArrow', 'left'], ['rightArrow', 'right'], ['pageUp', 'page up'], ['pageDown', 'page down'],
  ['home', 'home'], ['end', 'end'], ['return', 'enter'], ['escape', 'escape'], ['tab', 'tab'], ['backspace', 'backspace'], ['delete', 'backspace'],
] as const;

/** What Ink says was pressed, in the dashboard's words: none for keys that mean nothing here, several where a slow line or a paste brought them at once. */
export function readKeys(text: string, pressed: InkKey): Key[] {
  if (pressed.ctrl) return text === 'c' ? [{ name: 'interrupt' }] : [];
  for (const [ink, name] of NAMES) if (pressed[ink]) return [{ name }];
  if (pressed.meta) return [];
  const pieces = text.split(/(\r\n?|\n|\t)/).filter((piece) => piece !== '');
  return pieces.map((piece): Key => (piece === '\t' ? { name: 'tab' } : /^[\r\n]/.test(piece) ? { name: 'enter' } : { name: 'text', text: piece }));
}
