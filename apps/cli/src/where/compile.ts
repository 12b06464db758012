import type { Cell, Column } from '../sinks/column.ts';
import { compare } from './compare.ts';
import { type Comparison, type Condition, parseWhere } from './parse.ts';
import { whereError } from './where-error.ts';

/**
 * Turns a condition into a test of rows.
 * @param text as the user wrote it
 * @param columns the fields that it may name
 * @throws UsageError with the position of what is wrong: an unknown field, or a value that its type cannot be compared with
 */
export function compileWhere<Row>(text: string, columns: readonly Column<Row>[]): (row: Row) => boolean {
  return compileCondition(parseWhere(text), (comparison) => {
    const column = columns.find(({ name, path }) => name === comparison.name.text || path === comparison.name.text);
    if (!column) {
      const names = columns.map(({ name }) => name).join(', ');
      throw whereError(text, comparison.name.position, `expected one of the fields ${names}`);
    }
    const test = compare(column, comparison.operator, comparison.value, (problem) => whereError(text, comparison.value.position, problem));
    return (row) => test(column.value(row) as Cell);
  });
}

function compileCondition<Row>(condition: Condition, leaf: (comparison: Comparison) => (row: Row) => boolean): (row: Row) => boolean {
  if (condition.kind === 'comparison') return leaf(condition);
  if (condition.kind === 'not') {
    const inner = compileCondition(condition.condition, leaf);
    return (row) => !inner(row);
  }
  const left = compileCondition(condition.left, leaf);
  const right = compileCondition(condition.right, leaf);
  return condition.kind === 'and' ? (row) => left(row) && right(row) : (row) => left(row) || right(row);
}
