import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What package-lock.json says of a package. */
interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

/** A package that is installed with the program, and by whose terms. */
interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Its licence and notices as they came; empty if it brought none, or is there on some systems only. */
  readonly text: string;
}

const LEGAL = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;
const MODULES = 'node_modules/';

/** Production dependencies of all packages and apps, by name: what package-lock.json has, with the texts that are installed. */
function productionDependencies(root: string): Dependency[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  const found = new Map<string, Dependency>();
  for (const [path, { version, license, link, dev, devOptional, os, cpu }] of Object.entries(packages)) {
    if (!path.includes(MODULES) || link || dev || devOptional) continue;
    const name = path.slice(path.lastIndexOf(MODULES) + MODULES.length);
    // Builds for one system are installed on that alone: the file must be the same everywhere.
    const text = os || cpu ? '' : legalText(join(root, path));
    found.set(`${name} ${version}`, { name, version, license: license ?? 'not stated', text });
  }
  return [...found.values()].sort((x, y) => (x.name === y.name ? compare(x.version, y.version) : compare(x.name, y.name)));
}

const compare = (x: string, y: string) => (x < y ? -1 : x > y ? 1 : 0);

function legalText(folder: string): string {
  if (!existsSync(folder)) return '';
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && LEGAL.test(entry.name)).map(({ name }) => name).sort();
  return files.map((file) => tidy(readFileSync(join(folder, file), 'utf8'))).join('\n\n');
}

/** One kind of line ends, no blanks before them. */
function tidy(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '').trim();
}

/** THIRD-PARTY-NOTICES.md: a table of what is installed, then each text once, with those that it is of. */
export function thirdPartyNotices(root: string): string {
  const dependencies = productionDependencies(root);
  const texts = Map.groupBy(dependencies.filter(({ text }) => text !== ''), ({ text }) => text);
  const silent = dependencies.filter(({ text }) => text === '');
  return [
    '# Third-party notices',
    '',
    'Packages of other people that are installed with this program, and their terms. Made by `node scripts/make-third-party-notices.ts` from',
    '`package-lock.json` and what is installed; a check tells when it is out of date. None of it is part of this repository.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...dependencies.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
    '',
    '## Texts',
    '',
    ...[...texts].flatMap(([text, of]) => [`### ${of.map(({ name, version }) => `${name} ${version}`).join(', ')}`, '', '```text', text.replaceAll('```', "'''"), '```', '']),
    '## Without a text of their own',
    '',
    'These bring no file with their terms, or are installed on some systems only: the table has the name of their licence.',
    '',
    silent.map(({ name }) => name).join(', '),
    '',
  ].join('\n');
}
