import { appendFileSync, closeSync, openSync, readFileSync } from 'node:fs';
import { createToken, hashToken, SCOPES, type Scope, type StoredToken } from './token.ts';

/** A file of tokens that has something else in it. */
export class TokenFileError extends Error {
  override readonly name = 'TokenFileError';
}

const LINE = /^([\w.-]{1,64}) ([a-z]+(?:,[a-z]+)*) ([0-9a-f]{64})$/;

/**
 * Reads the tokens that are accepted: a line each of name, scopes and SHA-256 in hexadecimal digits, such as
 * `sensor-1 read,write 9f86…`. Empty lines and those that begin with # say nothing.
 * @throws TokenFileError naming file and line; what the system says if there is no such file
 */
export function readTokenFile(path: string): StoredToken[] {
  const tokens: StoredToken[] = [];
  for (const [index, line] of readFileSync(path, 'utf8').split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, scopes = '', hash] = LINE.exec(line.trim()) ?? [];
    const known = scopes.split(',').filter((scope): scope is Scope => (SCOPES as readonly string[]).includes(scope));
    if (name === undefined || hash === undefined || known.length !== scopes.split(',').length) {
      // The line itself may be a token that someone put there by mistake.
      throw new TokenFileError(`${path}: line ${index + 1}: expected a name, scopes (${SCOPES.join(', ')}) and a SHA-256, found something else`);
    }
    tokens.push({ name, scopes: known, hash: Buffer.from(hash, 'hex') });
  }
  return tokens;
}

/** Makes a token and adds its hash to a file, which only its owner may read if it is new. @returns the token: it is kept nowhere */
export function addToken(path: string, name: string, scopes: readonly Scope[]): string {
  if (!LINE.test(`${name} ${scopes.join(',')} ${'0'.repeat(64)}`)) throw new TokenFileError(`name of a token: expected letters, digits, dot, hyphen or underscore, found ${JSON.stringify(name)}`);
  const token = createToken();
  closeSync(openSync(path, 'a', 0o600));
  const start = readFileSync(path, 'utf8');
  appendFileSync(path, `${start === '' || start.endsWith('\n') ? '' : '\n'}${name} ${scopes.join(',')} ${hashToken(token).toString('hex')}\n`);
  return token;
}
