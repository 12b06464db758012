import type { z } from 'zod';

/** A place in a JSON document, as `$.conditions[3].link.downMbit`. */
export function pathText(path: readonly PropertyKey[]): string {
  return `$${path.map((key) => (typeof key === 'number' ? `[${key}]` : /^[A-Za-z_]\w*$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`)).join('')}`;
}

/** What is wrong in a document, as `place: found …, expected …`. @param place the path of `document` within the file */
export function faultText(issue: z.core.$ZodIssue, document: unknown, place: readonly PropertyKey[] = []): string {
  const path = [...place, ...issue.path];
  const found = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], document);
  if (issue.code === 'unrecognized_keys') return `${pathText(path)}: found ${issue.keys.join(', ')}, expected nothing of that name`;
  return `${pathText(path)}: found ${foundText(found)}, expected ${expectedText(issue)}`;
}

/** A value in short. */
export function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function expectedText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'an integer' : issue.expected;
    case 'invalid_value':
      return issue.values.map((value) => JSON.stringify(value)).join(', ');
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${entries(issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${entries(issue.origin)}`;
    case 'invalid_format':
      return 'pattern' in issue && issue.pattern ? `something that matches ${issue.pattern}` : issue.format;
    case 'invalid_union':
      return unionText(issue);
    default:
      return issue.message;
  }
}

function unionText(issue: z.core.$ZodIssueInvalidUnion): string {
  if ('options' in issue && issue.options) return issue.options.map((value) => JSON.stringify(value)).join(', ');
  return [...new Set(issue.errors.flat().map(expectedText))].join(' or ');
}

function entries(origin: string): string {
  return origin === 'array' ? ' of them' : origin === 'string' ? ' letters' : '';
}
