import type { Cell, Column, ColumnType } from '../sinks/column.ts';
import { contains, parseNetwork } from './network.ts';
import type { Operator, Token } from './tokens.ts';

type Test = (cell: Cell) => boolean;

/**
 * The test that a comparison with a fixed value amounts to.
 * - Numbers are compared as numbers, columns of a manifest too where both sides are numbers. Times are compared as text, which for ISO 8601 is their order; a day stands for its start.
 * - `~`: an address lies in a network; in any other text, a piece of it, in upper or lower case.
 * - A field that holds one of a few texts is compared with one of these only, or with a piece by `~`, in upper or lower case.
 * - A field without a value equals `null` and differs from everything else; no other comparison holds for it.
 */
export function compare({ type, choices, named }: Pick<Column<never>, 'type' | 'choices' | 'named'>, operator: Operator, value: Token, wrong: (problem: string) => Error): Test {
  if (value.kind === 'word' && value.text === 'null') return compareNull(operator, wrong);
  if (operator === '~') return contain(type, value.text, wrong);
  if (type === 'integer' || type === 'number') {
    const number = isNumber(value.text) ? Number(value.text) : (named?.(value.text) ?? null);
    if (number === null) throw wrong(named ? 'expected a number or a name that it has' : 'expected a number');
    return order(operator, (cell) => (cell as number) - number);
  }
  if (type === 'boolean') {
    if (value.text !== 'true' && value.text !== 'false') throw wrong('expected true or false');
    if (operator !== '=' && operator !== '!=') throw wrong('expected = or != before true or false');
    return order(operator, (cell) => (String(cell) === value.text ? 0 : 1));
  }
  if (type === 'json') throw wrong('expected ~, the only comparison for lists');
  if (type === 'untyped' && isNumber(value.text)) {
    return order(operator, (cell) => (isNumber(cell as string) ? Number(cell) - Number(value.text) : textOrder(cell as string, value.text)));
  }
  const text = choices ? choices.find((choice) => choice.toLowerCase() === value.text.toLowerCase()) : value.text;
  if (text === undefined) throw wrong(`expected one of ${choices!.join(', ')}`);
  return order(operator, (cell) => textOrder(cell as string, text));
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && !Number.isNaN(Number(text));
}

function textOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function compareNull(operator: Operator, wrong: (problem: string) => Error): Test {
  if (operator === '=') return (cell) => cell === null;
  if (operator === '!=') return (cell) => cell !== null;
  throw wrong('expected = or != before null');
}

/** @param difference negative, 0 or positive as the cell is less than, equal to or greater than the value */
function order(operator: Exclude<Operator, '~'>, difference: (cell: Cell) => number): Test {
  switch (operator) {
    case '=': return (cell) => cell !== null && difference(cell) === 0;
    case '!=': return (cell) => cell === null || difference(cell) !== 0;
    case '<': return (cell) => cell !== null && difference(cell) < 0;
    case '<=': return (cell) => cell !== null && difference(cell) <= 0;
    case '>': return (cell) => cell !== null && difference(cell) > 0;
    case '>=': return (cell) => cell !== null && difference(cell) >= 0;
  }
}

function contain(type: ColumnType, text: string, wrong: (problem: string) => Error): Test {
  if (type === 'integer' || type === 'number' || type === 'boolean') throw wrong('expected another operator than ~, which is for text and addresses');
  if (type === 'address') {
    const network = parseNetwork(text);
    if (network) return (cell) => cell !== null && contains(network, cell as string);
    if (text.includes('/')) throw wrong('expected a network such as 10.0.0.0/8');
  }
  const piece = text.toLowerCase();
  return (cell) => cell !== null && (typeof cell === 'object' ? JSON.stringify(cell) : String(cell)).toLowerCase().includes(piece);
}
