import { EXIT, type ExitCode } from './exit.ts';
import { onOneLine } from './text/plain.ts';

/** Errors by name and not by class: their packages are loaded only by commands that use them. */
const CODES: Readonly<Record<string, ExitCode>> = {
  UsageError: EXIT.usage,
  InputError: EXIT.input,
  CaptureError: EXIT.input,
  ManifestError: EXIT.input,
  ModelError: EXIT.input,
  NatsError: EXIT.input,
  // What the server does not allow comes as the cause of a request that failed.
  PermissionViolationError: EXIT.input,
  ServerError: EXIT.input,
  WorkerError: EXIT.failure,
};

/** Why a file cannot be opened, by the system's code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'is a folder, expected a file',
  ENOTDIR: 'no such file: a part of its path is no folder',
};

/** One line on standard error. */
export function complain(message: string): void {
  process.stderr.write(`tunnelscope: ${onOneLine(message)}\n`);
}

/**
 * Says on standard error what went wrong, in one line; with TUNNELSCOPE_DEBUG=1 the stack too.
 * @param mask what is done to the text before
 * @returns the exit code for it
 */
export function complainOf(error: unknown, mask: (text: string) => string = (text) => text): ExitCode {
  complain(mask(describe(error)));
  if (process.env.TUNNELSCOPE_DEBUG === '1' && error instanceof Error) process.stderr.write(`${mask(error.stack ?? '')}\n`);
  return CODES[known(error)?.name ?? ''] ?? EXIT.failure;
}

/** What stands in the way of reading a file: the system's reason in words, or its own message. */
export function describeFileError(file: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return `${file}: ${REASONS[code ?? ''] ?? message}`;
}

/** What went wrong, in words. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const unreadable = error as { kind?: unknown; file?: unknown; cause?: NodeJS.ErrnoException };
  if (unreadable.kind === 'unreadable' && typeof unreadable.file === 'string' && REASONS[unreadable.cause?.code ?? '']) {
    return describeFileError(unreadable.file, unreadable.cause);
  }
  const cause = known(error);
  if (cause?.name === 'PermissionViolationError') return `${cause.message}: ${/"_INBOX\b/.test(cause.message) ? 'answers come to other subjects for this user: name what they begin with by --inbox' : 'this user may not do that (docs/scale.md, Who may what)'}`;
  return cause?.message ?? `unexpected failure: ${error.message} (TUNNELSCOPE_DEBUG=1 shows where)`;
}

/** The error itself, or what caused it, if that is one that says what to do. */
function known(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  return CODES[error.name] === undefined ? known(error.cause) : error;
}
