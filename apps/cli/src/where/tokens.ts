import { whereError } from './where-error.ts';

export const OPERATORS = ['!=', '<=', '>=', '=', '<', '>', '~'] as const;
export type Operator = (typeof OPERATORS)[number];

/** A piece of a condition. `word` is a name, a value or one of and, or, not; `text` a value in quotes. */
export interface Token {
  readonly kind: 'word' | 'text' | 'operator' | 'bracket' | 'end';
  readonly text: string;
  /** Index of its first character. */
  readonly position: number;
}

/** Words end at space, brackets, quotes and operators: addresses, networks, dates and numbers need no quotes. */
const WORD = /[^\s()'"=!<>~]+/y;

/** @throws UsageError for a quote without its end, or a character that begins nothing */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    while (/\s/.test(text[position] ?? '')) position++;
    if (position >= text.length) return [...tokens, { kind: 'end', text: '', position }];
    const token = read(text, position);
    tokens.push(token);
    position += token.kind === 'text' ? token.text.length + 2 : token.text.length;
  }
}

function read(text: string, position: number): Token {
  const character = text[position]!;
  if (character === '(' || character === ')') return { kind: 'bracket', text: character, position };
  if (character === '"' || character === "'") {
    const end = text.indexOf(character, position + 1);
    if (end < 0) throw whereError(text, position, `expected another ${character} to end the text`);
    return { kind: 'text', text: text.slice(position + 1, end), position };
  }
  const operator = OPERATORS.find((candidate) => text.startsWith(candidate, position));
  if (operator) return { kind: 'operator', text: operator, position };
  WORD.lastIndex = position;
  const word = WORD.exec(text)?.[0];
  if (word === undefined) throw whereError(text, position, `expected a name, a value or one of ${OPERATORS.join(' ')}`);
  return { kind: 'word', text: word, position };
}
