import type { Key as InkKey } from 'ink';
import type { Key } from '../state/key.ts';

const NAMES = [
  ['upArrow', 'up'], ['downArrow', 'down'], ['leftArrow', 'left'], ['rightArrow', 'right'], ['pageUp', 'page up'], ['pageDown', 'page down'],
  ['home', 'home'], ['end', 'end'], ['return', 'enter'], ['escape', 'escape'], ['tab', 'tab'], ['backspace', 'backspace'], ['delete', 'backspace'],
] as const;

/** What Ink says of a key in the dashboard's words; null for keys that mean nothing here. */
export function readKey(text: string, pressed: InkKey): Key | null {
  if (pressed.ctrl) return text === 'c' ? { name: 'interrupt' } : null;
  for (const [ink, name] of NAMES) if (pressed[ink]) return { name };
  return text === '' || pressed.meta ? null : { name: 'text', text };
}
