import type { CaptureError, CaptureErrorKind } from '@tunnelscope/capture/errors';
import { Problem } from './problem.ts';

const TITLES: Readonly<Record<CaptureErrorKind, string>> = {
  truncated: 'The capture ends in the middle of something',
  corrupt: 'The capture contradicts its own format',
  unsupported: 'Nothing here reads this capture',
  unreadable: 'The capture cannot be read',
};

/** What is wrong with a capture, with its place: file, and byte offset or line and column. */
export function captureProblem(fault: CaptureError): Problem {
  const { kind, file, offset, line, column, found, expected, message } = fault;
  return new Problem(kind === 'unsupported' ? 415 : 422, `capture-${kind}`, TITLES[kind], message, { members: { file, offset, line, column, found, expected } });
}
