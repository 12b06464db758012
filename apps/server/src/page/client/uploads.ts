import type { VerdictLine } from '../../schemas/verdict-line.ts';
import { resultsView, type Sent, stateText } from '../views/classified.ts';
import type { Announcer } from './announcer.ts';
import { draw } from './draw.ts';
import { sendCapture } from './send-capture.ts';

/** Flows of one capture that are shown. */
const SHOWN = 100;
const APART = 150; // ms between two drawings

/** Captures that were given, judged one after the other. */
export class Uploads {
  readonly #announcer: Announcer;
  readonly #all: { sent: Sent; readonly file: File; readonly stop: AbortController }[] = [];
  #busy = false;
  #due = false;

  constructor(announcer: Announcer) {
    this.#announcer = announcer;
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      this.#all.push({ file, stop: new AbortController(), sent: { name: file.name, bytes: file.size, sent: 0, state: 'waiting', lines: [], flows: 0, problem: null } });
    }
    this.draw();
    if (!this.#busy) void this.#work();
  }

  stop(index: number): void {
    this.#all[index]?.stop.abort();
  }

  draw(): void {
    const results = document.getElementById('results');
    if (results) draw(results, resultsView(this.#all.map(({ sent }) => sent)));
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let i = 0; i < this.#all.length; i++) await this.#judge(i);
    this.#busy = false;
  }

  async #judge(index: number): Promise<void> {
    const upload = this.#all[index]!;
    if (upload.sent.state !== 'waiting') return;
    const change = (part: Partial<Sent>) => {
      upload.sent = { ...upload.sent, ...part };
      this.#drawSoon();
    };
    change({ state: 'sending' });
    try {
      await sendCapture(upload.file, {
        signal: upload.stop.signal,
        progress: (sent) => change({ sent, state: sent < upload.file.size ? 'sending' : 'judging' }),
        lines: (lines) => change({ flows: upload.sent.flows + lines.length, lines: heaviest([...upload.sent.lines, ...lines]) }),
      });
      change({ state: 'done' });
    } catch (error) {
      change(upload.stop.signal.aborted ? { state: 'stopped' } : { state: 'failed', problem: (error as Error).message });
    }
    this.#announcer.say(`${upload.file.name}: ${stateText(upload.sent)}`);
  }

  #drawSoon(): void {
    if (this.#due) return;
    this.#due = true;
    setTimeout(() => {
      this.#due = false;
      this.draw();
    }, APART);
  }
}

function heaviest(lines: readonly VerdictLine[]): VerdictLine[] {
  return [...lines].sort((x, y) => y.bytesDown + y.bytesUp - x.bytesDown - x.bytesUp).slice(0, SHOWN);
}
