import { COLUMNS } from '../table/columns.ts';
import type { Key } from './key.ts';
import type { UiState } from './ui-state.ts';

/** A key while columns are chosen. @param place the one that the cursor is on */
export function reduceColumns(state: UiState, place: number, key: Key): UiState {
  const to = (next: number): UiState => ({ ...state, mode: { kind: 'columns', place: Math.max(0, Math.min(COLUMNS.length - 1, next)) } });
  const text = key.name === 'text' ? key.text : '';
  if (key.name === 'up' || text === 'k') return to(place - 1);
  if (key.name === 'down' || text === 'j') return to(place + 1);
  if (key.name === 'home' || text === 'g') return to(0);
  if (key.name === 'end' || text === 'G') return to(Infinity);
  if (key.name === 'enter' || text === ' ') return { ...state, hidden: toggled(state.hidden, COLUMNS[place]!.id) };
  if (key.name === 'escape' || text === 'c') return { ...state, mode: { kind: 'table' } };
  return text === 'q' ? { ...state, exit: 0 } : state;
}

function toggled<Id extends string>(hidden: readonly Id[], id: Id): readonly Id[] {
  if (hidden.includes(id)) return hidden.filter((other) => other !== id);
  // The verdict is what all this is about; one column is left in any case.
  return id === 'verdict' ? hidden : [...hidden, id];
}
