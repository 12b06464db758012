import type { VerdictLine } from '../../schemas/verdict-line.ts';
import { problemText, Refused } from './ask.ts';
import { bearer } from './token.ts';

interface SendOptions {
  /** Bytes that were sent. */
  readonly progress: (bytes: number) => void;
  /** Verdicts, as they come. */
  readonly lines: (lines: VerdictLine[]) => void;
  readonly signal: AbortSignal;
}

/** Lets the service judge a capture. Only XMLHttpRequest tells how much of a body was sent. @throws Refused, also for a fault further on in the capture */
export function sendCapture(file: File, { progress, lines, signal }: SendOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let read = 0;
    let fault: Refused | null = null;
    const take = () => {
      if (request.status !== 200) return;
      const end = request.responseText.lastIndexOf('\n') + 1;
      if (end <= read) return;
      const parsed = request.responseText.slice(read, end).trimEnd().split('\n').map((line) => JSON.parse(line) as VerdictLine | { readonly problem: object });
      read = end;
      for (const line of parsed) if ('problem' in line) fault = new Refused(200, problemText(JSON.stringify(line.problem), 200));
      lines(parsed.filter((line): line is VerdictLine => !('problem' in line)));
    };
    request.upload.addEventListener('progress', ({ loaded }) => progress(loaded));
    request.addEventListener('progress', take);
    request.addEventListener('load', () => {
      take();
      if (request.status !== 200) reject(new Refused(request.status, problemText(request.responseText, request.status)));
      else if (fault) reject(fault);
      else resolve();
    });
    request.addEventListener('error', () => reject(new Refused(0, 'The connection broke before the capture was judged.')));
    request.addEventListener('abort', () => reject(new Refused(0, 'Stopped.')));
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', `/v1/classify?name=${encodeURIComponent(file.name)}`);
    for (const [name, value] of Object.entries({ ...bearer(), accept: 'application/x-ndjson', 'content-type': 'application/octet-stream' })) request.setRequestHeader(name, value);
    request.send(file);
  });
}
