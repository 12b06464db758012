import { OPERATORS, type Operator, type Token, tokenize } from './tokens.ts';
import { whereError } from './where-error.ts';

/** A condition as a tree. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | Comparison;

export interface Comparison {
  readonly kind: 'comparison';
  readonly name: Token;
  readonly operator: Operator;
  readonly value: Token;
}

/** Brackets and nots within each other; more is an attack on the stack. */
const MOST_DEPTH = 100;

/**
 * Reads a condition such as `verdict=live and (bytesDown>1e6 or not server~10.0.0.0/8)`. `not` binds closer than `and`,
 * `and` closer than `or`.
 * @throws UsageError with the position of what is wrong
 */
export function parseWhere(text: string): Condition {
  const tokens = tokenize(text);
  let at = 0;
  const next = () => tokens[at]!;
  const take = () => tokens[at++]!;
  const isWord = (word: string) => next().kind === 'word' && next().text.toLowerCase() === word;
  const isBracket = (bracket: string) => next().kind === 'bracket' && next().text === bracket;

  function either(depth: number): Condition {
    let left = both(depth);
    while (isWord('or')) {
      take();
      left = { kind: 'or', left, right: both(depth) };
    }
    return left;
  }

  function both(depth: number): Condition {
    let left = single(depth);
    while (isWord('and')) {
      take();
      left = { kind: 'and', left, right: single(depth) };
    }
    return left;
  }

  function single(depth: number): Condition {
    if (depth > MOST_DEPTH) throw whereError(text, next().position, `expected at most ${MOST_DEPTH} brackets within each other`);
    if (isWord('not')) {
      take();
      return { kind: 'not', condition: single(depth + 1) };
    }
    if (!isBracket('(')) return comparison();
    take();
    const condition = either(depth + 1);
    if (!isBracket(')')) throw whereError(text, next().position, 'expected and, or, or )');
    take();
    return condition;
  }

  function comparison(): Condition {
    const name = next();
    if (name.kind !== 'word') throw whereError(text, name.position, 'expected the name of a field, not, or (');
    take();
    const operator = next();
    if (operator.kind !== 'operator') throw whereError(text, operator.position, `expected one of ${OPERATORS.join(' ')} after ${name.text}`);
    take();
    const value = next();
    if (value.kind !== 'word' && value.kind !== 'text') throw whereError(text, value.position, `expected a value after ${operator.text}`);
    take();
    return { kind: 'comparison', name, operator: operator.text as Operator, value };
  }

  const condition = either(0);
  if (next().kind !== 'end') throw whereError(text, next().position, 'expected and, or, or the end');
  return condition;
}
