import { COLUMN_OF } from '../table/columns.ts';
import type { Key } from './key.ts';
import { reduceColumns } from './reduce-columns.ts';
import { reduceText } from './reduce-text.ts';
import { moveTo, type View } from './selection.ts';
import { type UiState, WINDOWS } from './ui-state.ts';

/** The state after a key. @param view what the screen shows now */
export function reduce(before: UiState, key: Key, view: View): UiState {
  const state: UiState = { ...before, message: null };
  if (key.name === 'interrupt') return { ...state, exit: 130 };
  switch (state.mode.kind) {
    case 'filter':
    case 'export':
      return reduceText(state, key);
    case 'exporting':
      return before;
    case 'columns':
      return reduceColumns(state, state.mode.place, key);
    case 'help':
      return isText(key, 'q') ? { ...state, exit: 0 } : { ...state, mode: { kind: 'table' } };
    default:
      return key.name === 'text' ? reduceCommand(state, key.text, view) : reduceMove(state, key, view);
  }
}

const isText = (key: Key, text: string) => key.name === 'text' && key.text === text;

function reduceMove(state: UiState, key: Key, view: View): UiState {
  switch (key.name) {
    case 'up':
      return moveTo(state, state.place - 1, view);
    case 'down':
      return moveTo(state, state.place + 1, view);
    case 'page up':
      return moveTo(state, state.place - view.height, view);
    case 'page down':
      return moveTo(state, state.place + view.height, view);
    case 'home':
      return moveTo(state, 0, view);
    case 'end':
      return moveTo(state, Infinity, view);
    case 'enter':
      return state.mode.kind === 'detail' || state.selected === null ? state : { ...state, chosen: true, mode: { kind: 'detail' } };
    case 'escape':
      if (state.mode.kind === 'detail') return { ...state, mode: { kind: 'table' } };
      return state.filter === '' ? state : { ...state, filter: '' };
    default:
      return state;
  }
}

/** Keys held down may come several at once. */
function reduceCommand(state: UiState, text: string, view: View): UiState {
  let next = state;
  for (const character of text) {
    next = next.mode.kind === 'table' || next.mode.kind === 'detail' ? reduceCharacter(next, character, view) : reduce(next, { name: 'text', text: character }, view);
  }
  return next;
}

function reduceCharacter(state: UiState, character: string, view: View): UiState {
  switch (character) {
    case 'j':
      return moveTo(state, state.place + 1, view);
    case 'k':
      return moveTo(state, state.place - 1, view);
    case 'g':
      return moveTo(state, 0, view);
    case 'G':
      return moveTo(state, Infinity, view);
    case '/':
      return { ...state, mode: { kind: 'filter', before: state.filter } };
    case 's': {
      const { columns } = view;
      const next = columns[(columns.indexOf(state.sort) + 1) % columns.length] ?? state.sort;
      return { ...state, sort: next, reverse: false, message: `sorted by ${COLUMN_OF.get(next)!.title}` };
    }
    case 'r':
      return { ...state, reverse: !state.reverse };
    case 'p':
      return { ...state, paused: !state.paused };
    case 'w': {
      const windowSeconds = WINDOWS[(WINDOWS.indexOf(state.windowSeconds) + 1) % WINDOWS.length]!;
      return { ...state, windowSeconds, message: `pictures show ${windowSeconds / 60} min` };
    }
    case 'c':
      return { ...state, mode: { kind: 'columns', place: 0 } };
    case 'e': {
      const what = state.mode.kind === 'detail' && state.selected !== null ? 'flow' : 'table';
      return { ...state, mode: { kind: 'export', what, file: what === 'flow' ? 'flow.csv' : 'flows.csv' } };
    }
    case '?':
      return { ...state, mode: { kind: 'help' } };
    case 'q':
      return { ...state, exit: 0 };
    default:
      return state;
  }
}
