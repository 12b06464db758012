import { readFileSync } from 'node:fs';
import { describeFileError } from '../complain.ts';
import { InputError } from '../exit.ts';

/** RFC 6750. */
const TOKEN = /^[\w.~+/-]+=*$/;
/** What `serve` keeps of tokens. */
const HASHED = /^[\w.-]{1,64} [a-z,]+ [0-9a-f]{64}$/m;

/**
 * The token to show a server: the file's, else that of the environment; null if there is none.
 * @throws InputError if it is no token. Its text is never repeated
 */
export function readToken(file: string | undefined, environment: string | undefined): string | null {
  if (file === undefined) return environment ? checked(environment.trim(), 'TUNNELSCOPE_TOKEN') : null;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new InputError(`--token-file ${describeFileError(file, error)}`);
  }
  if (HASHED.test(text)) throw new InputError(`--token-file ${file}: found hashes of tokens, as serve keeps them; expected the token itself, as --new-token printed it`);
  return checked(text, `--token-file ${file}`);
}

function checked(text: string, where: string): string {
  if (!TOKEN.test(text)) throw new InputError(`${where}: expected one token, as serve --new-token printed it, found ${text === '' ? 'nothing' : 'something else'}`);
  return text;
}
