import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where the history is kept if nobody says so: the XDG Base Directory Specification has the rule. */
export function defaultDatabase(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment.XDG_DATA_HOME;
  // A path that is not absolute is to be taken for none.
  const base = given !== undefined && isAbsolute(given) ? given : join(homedir(), '.local', 'share');
  return join(base, 'tunnelscope', 'history.db');
}
