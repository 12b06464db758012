import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where everything lies that is made once and used by all recordings: `$XDG_CACHE_HOME/tunnelscope/testbed`, by default below `~/.cache`. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  const base = environment.XDG_CACHE_HOME;
  // The XDG Base Directory Specification: a relative path is to be ignored.
  return join(base !== undefined && isAbsolute(base) ? base : join(homedir(), '.cache'), 'tunnelscope', 'testbed');
}
