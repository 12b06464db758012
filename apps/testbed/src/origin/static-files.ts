import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder, PLAYERS } from '../player-packages.ts';
import { type Exchange, NOT_FOUND, refuse, sendAnswer } from './answer.ts';
import { AT_ONCE } from './pace.ts';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };
const PAGE = fileURLToPath(new URL('../../page', import.meta.url));

/** `/page/<file>`: the player's page; `/npm/<package>/<file>`: the players as npm installed them. */
export async function answerFile(exchange: Exchange): Promise<void> {
  const [, kind, rest = ''] = /^\/(page|npm)\/(.+)$/.exec(exchange.url.pathname) ?? [];
  const path = kind === 'page' ? within(PAGE, rest) : kind === 'npm' ? packagePath(rest) : null;
  const body = path === null ? null : await readFile(path).catch(() => null);
  if (path === null || body === null) return refuse(exchange, NOT_FOUND);
  return sendAnswer(exchange, { type: TYPES[extname(path)] ?? 'application/octet-stream', body, cache: 'max-age=86400' }, AT_ONCE);
}

function packagePath(rest: string): string | null {
  const name = PLAYERS.find((player) => rest.startsWith(`${player}/`));
  if (name === undefined) return null;
  return within(packageFolder(name), rest.slice(name.length + 1));
}

function within(folder: string, file: string): string | null {
  const path = normalize(join(folder, file));
  return path.startsWith(folder + sep) ? path : null;
}
