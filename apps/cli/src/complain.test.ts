import { expect, test } from 'vitest';
import { describe as inWords } from './complain.ts';

const named = (name: string, message: string, cause?: Error) => Object.assign(new Error(message, { cause }), { name });

test.each([
  ['what people can do something about is said as it is', named('UsageError', 'found a, expected b'), 'found a, expected b'],
  ['also where it caused something else', named('RequestError', 'no', named('PermissionViolationError', 'Permissions Violation for Publish to "a"')), 'Permissions Violation for Publish to "a": this user may not do that (docs/scale.md, Who may what)'],
  ['and a missing right to hear answers names the option', named('PermissionViolationError', 'Permissions Violation for Subscription to "_INBOX.a.*"'), 'Permissions Violation for Subscription to "_INBOX.a.*": answers come to other subjects for this user: name what they begin with by --inbox'],
  ['a fault of the program is called one', named('TypeError', 'a is not a function', new Error('b')), 'unexpected failure: a is not a function (TUNNELSCOPE_DEBUG=1 shows where)'],
])('%s', (_, error, said) => {
  expect(inWords(error)).toBe(said);
});
