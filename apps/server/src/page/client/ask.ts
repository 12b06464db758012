import { bearer } from './token.ts';

/** An answer that is a problem (RFC 9457), or none at all (status 0). */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws Refused */
export async function ask(path: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(path, { headers: bearer(), signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Refused(0, 'The service does not answer.');
  });
  const text = await response.text();
  if (!response.ok) throw new Refused(response.status, problemText(text, response.status));
  return JSON.parse(text);
}

/** @param text a problem as JSON */
export function problemText(text: string, status: number): string {
  try {
    const { title, detail } = JSON.parse(text) as { title: string; detail?: string };
    return detail === undefined ? title : `${title}: ${detail}`;
  } catch {
    return `The service answered with status ${status}.`;
  }
}
