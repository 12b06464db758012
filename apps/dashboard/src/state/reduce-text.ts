import type { Key } from './key.ts';
import type { UiState } from './ui-state.ts';

/** A key while a line is typed: the filter, or the name of a file. */
export function reduceText(state: UiState, key: Key): UiState {
  const { mode } = state;
  if (mode.kind === 'filter') {
    const { filter } = state;
    if (key.name === 'escape') return { ...state, filter: mode.before, mode: { kind: 'table' } };
    if (key.name === 'enter') return { ...state, mode: { kind: 'table' } };
    return { ...state, filter: typed(filter, key) };
  }
  if (mode.kind !== 'export') return state;
  if (key.name === 'escape') return { ...state, mode: { kind: 'table' } };
  if (key.name === 'enter') return mode.file === '' ? state : { ...state, mode: { ...mode, kind: 'exporting' } };
  if (key.name === 'tab') {
    const what = mode.what === 'table' && state.selected !== null ? 'flow' : 'table';
    const untouched = /^flows?\.(csv|ndjson)$/.exec(mode.file);
    return { ...state, chosen: state.chosen || what === 'flow', mode: { ...mode, what, file: untouched ? `${what === 'flow' ? 'flow' : 'flows'}.${untouched[1]}` : mode.file } };
  }
  return { ...state, mode: { ...mode, file: typed(mode.file, key) } };
}

function typed(line: string, key: Key): string {
  if (key.name === 'backspace') return line.slice(0, -1);
  return key.name === 'text' ? line + key.text.replace(/[^\x20-\x7e]/g, '') : line;
}
