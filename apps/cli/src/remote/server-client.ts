import { noAnswer } from './no-answer.ts';
import { refusal } from './refusal.ts';
import { shownAddress } from './server-address.ts';
import { ServerError } from './server-error.ts';

/** What an answer must be like. */
export interface Schema<Output> {
  safeParse(value: unknown): { readonly success: true; readonly data: Output } | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] } };
}

export interface Answer<Output> {
  readonly data: Output;
  readonly bytes: number;
}

const PATIENCE = 10_000; // ms
/** Longer answers are no answers to what is asked here. */
const MOST_BYTES = 64e6;

/** Asks a server, and checks what it answers: that may be anything. */
export class ServerClient {
  readonly name: string;
  readonly #base: URL;
  readonly #token: string | null;
  readonly #fetch: typeof fetch;

  /** @param name how it is called on the screen @param ask how it is asked, for one that is in this process */
  constructor(base: URL, token: string | null, name = shownAddress(base), ask: typeof fetch = fetch) {
    this.name = name;
    this.#base = base;
    this.#token = token;
    this.#fetch = ask;
  }

  /** @param path without a slash at its beginning @throws ServerError; the signal's reason once that is given */
  async get<Output>(path: string, schema: Schema<Output>, signal: AbortSignal): Promise<Answer<Output>> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const { body } = await this.open(path, 'application/json', limited);
    const { text, bytes } = await this.#read(body!, limited, signal);
    const parsed = schema.safeParse(json(text));
    if (parsed.success) return { data: parsed.data, bytes };
    const { path: member, message } = parsed.error.issues[0]!;
    throw new ServerError(`${this.name}: found another answer to GET /${path.split('?')[0]} than this version of tunnelscope knows: ${member.join('.')}: ${message}`, false);
  }

  /** Opens an answer of a type. @throws ServerError if there is none; the signal's reason once that is given */
  async open(path: string, type: string, signal: AbortSignal, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    let response: Response;
    try {
      response = await this.#fetch(new URL(path, this.#base), {
        headers: { accept: type, ...headers, ...(this.#token !== null && { authorization: `Bearer ${this.#token}` }) },
        redirect: 'manual',
        signal,
      });
    } catch (error) {
      throw signal.aborted && (signal.reason as Error).name !== 'TimeoutError' ? signal.reason : noAnswer(this.name, error);
    }
    if (response.status !== 200) throw await refusal(this.name, response, this.#token !== null);
    if ((response.headers.get('content-type') ?? '').startsWith(type)) return response;
    await response.body?.cancel().catch(() => {});
    throw new ServerError(`${this.name}: no Tunnelscope server there: found an answer of type ${(response.headers.get('content-type') ?? 'none').slice(0, 100)}, expected ${type}`, false);
  }

  async #read(body: ReadableStream<Uint8Array>, limited: AbortSignal, signal: AbortSignal): Promise<{ text: string; bytes: number }> {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const chunk of body) {
        bytes += chunk.length;
        chunks.push(chunk);
        if (bytes > MOST_BYTES) break;
      }
    } catch (error) {
      throw signal.aborted ? signal.reason : noAnswer(this.name, limited.aborted ? limited.reason : error);
    }
    if (bytes > MOST_BYTES) throw new ServerError(`${this.name}: found an answer of more than ${MOST_BYTES / 1e6} MB`, false);
    return { text: Buffer.concat(chunks).toString(), bytes };
  }
}

/** Undefined if it is none: no schema takes that. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
