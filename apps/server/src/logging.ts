import { pino, type Logger } from 'pino';
import type { LogLevel } from './options.ts';

/**
 * Structured lines: time (ISO 8601), level by name, message, fields. Nobody hands headers, queries or bodies to it, so that
 * neither tokens nor payload nor names of captures can get in.
 */
export function createLogger(level: LogLevel, destination: { write(line: string): void } = pino.destination({ dest: 2, sync: false })): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}
