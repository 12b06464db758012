import { ServerError } from './server-error.ts';

/** How kinds of problems are named by the service. */
const PROBLEM = /^urn:tunnelscope:problem:/;
const MOST_TEXT = 10_000;

/** What an answer without what was asked for means. @param where the server's address @param token whether one was shown */
export async function refusal(where: string, response: Response, token: boolean): Promise<ServerError> {
  const { status, headers } = response;
  const error = (message: string, passing: boolean) => new ServerError(`${where}: ${message}`, passing, status);
  if (status >= 300 && status < 400) return error(`found a redirection to ${(headers.get('location') ?? 'nowhere').slice(0, 200)}, expected a Tunnelscope server`, false);
  const told = await problemOf(response);
  if (status >= 500 || status === 429 || status === 408) return error(`the server cannot answer now (${status}${told ? `: ${told.title}` : ''})`, true);
  if (!told) return error(`no Tunnelscope server there: found status ${status} and no problem+json of it`, false);
  if (status === 401) return error(token ? 'the server does not know this token (401)' : 'the server wants a token (401): --token-file FILE, or TUNNELSCOPE_TOKEN', false);
  if (status === 404) return error(`the server does not know what is asked of it (404): is it of an older version?`, false);
  return error(`${told.title} (${status}): ${told.detail}`, false);
}

async function problemOf(response: Response): Promise<{ readonly title: string; readonly detail: string } | null> {
  const type = response.headers.get('content-type') ?? '';
  const length = Number(response.headers.get('content-length') ?? Infinity);
  if (!type.startsWith('application/problem+json') || !(length <= MOST_TEXT)) {
    await response.body?.cancel().catch(() => {});
    return null;
  }
  const problem = (await response.json().catch(() => null)) as { type?: unknown; title?: unknown; detail?: unknown } | null;
  if (typeof problem?.type !== 'string' || !(PROBLEM.test(problem.type) || problem.type === 'about:blank')) return null;
  return { title: String(problem.title ?? 'refused').slice(0, 200), detail: String(problem.detail ?? '').slice(0, 500) };
}
