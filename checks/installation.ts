import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY } from './repository.ts';
import { collect, type Outcome } from './run.ts';

/** npm's words for a registry that it cannot reach, and for what it would have had to ask it for. */
const OUT_OF_REACH = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/;

/** What npm needs a registry for, and there is none. */
export class RegistryOutOfReach extends Error {}

/** Runs programs in a folder, by a Node of one's choice and with nothing of this repository on the path. */
export function outside(folder: string, node: string): (program: string, args: readonly string[]) => Promise<Outcome> {
  const PATH = [dirname(node), join(folder, 'node_modules/.bin'), process.env.PATH!.split(':').filter((path) => !path.startsWith(REPOSITORY)).join(':')].join(':');
  return (program, args) => collect(program, args, folder, { PATH, NODE_ENV: '', npm_config_workspace: '' });
}

/**
 * Installs packages into an empty folder, as `npm install` does, by a Node of one's choice.
 * @throws RegistryOutOfReach if it cannot be tried
 */
export async function install(folder: string, node: string, packages: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  // A package that asks for another Node than this one is an error, and not only a warning.
  const flags = ['--engine-strict', '--prefer-offline', '--fetch-retries=0', '--no-audit', '--no-fund', '--loglevel=error'];
  const { exitCode, errors } = await outside(folder, node)('npm', ['install', ...flags, ...packages]);
  if (exitCode === 0) return;
  if (OUT_OF_REACH.test(errors)) throw new RegistryOutOfReach(errors);
  throw new Error(`npm install: exit code ${exitCode}\n${errors}`);
}

/** Brings a release of Node for this machine, and says where it is. @throws RegistryOutOfReach */
export async function bringNode(version: string, folder: string): Promise<string> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  await install(folder, process.execPath, [`${name}@${version}`]);
  return join(folder, 'node_modules', name, 'bin', 'node');
}

/** Copies recorded captures into a folder. */
export function bring(names: readonly string[], folder: string): void {
  for (const name of names) cpSync(join(REPOSITORY, 'test-data/recorded', name), join(folder, name));
}
