import { writeFile } from 'node:fs/promises';
import { WALL_CLOCK } from '@tunnelscope/detector/live/clock';
import type { Outside } from '../outside.ts';
import { openKeyboard } from './keyboard.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The outside of this very process: its terminal, keyboard, clock, files and signals.
 * @returns it, and how to let go of the keyboard afterwards @throws Error in words for the user if there is no keyboard
 */
export function processOutside(): { readonly outside: Outside; readonly close: () => void } {
  const keyboard = openKeyboard(process.stdin);
  const outside: Outside = {
    stdout: process.stdout,
    stdin: keyboard.stream,
    clock: WALL_CLOCK,
    writeFile: async (name, text) => {
      try {
        // Nothing that is there already is overwritten: names are typed in haste.
        await writeFile(name, text, { flag: 'wx' });
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        throw new Error(`${name}: ${code === 'EEXIST' ? 'exists already' : code === 'ENOENT' ? 'no such folder' : code === 'EACCES' ? 'not allowed' : (code ?? message)}`);
      }
    },
    noColor: (process.env.NO_COLOR ?? '') !== '' || process.env.TERM === 'dumb',
    unicode: speaksUnicode(process.env),
    onTermination: (listener) => {
      const listeners = SIGNALS.map((signal) => [signal, () => listener(signal)] as const);
      for (const [signal, heard] of listeners) process.on(signal, heard);
      return () => {
        for (const [signal, heard] of listeners) process.off(signal, heard);
      };
    },
    onCrash: (listener) => {
      // A rejection that nobody handles becomes an uncaught exception.
      process.on('uncaughtException', listener);
      return () => void process.off('uncaughtException', listener);
    },
  };
  return { outside, close: keyboard.close };
}

/** Whether the locale's encoding is UTF-8; the first of these that is set counts. */
export function speaksUnicode({ LC_ALL, LC_CTYPE, LANG }: Readonly<Record<string, string | undefined>>): boolean {
  return /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}
