import { once } from 'node:events';
import { styleText } from 'node:util';

/** How text can look. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue';

/** Where results go. */
export interface Output {
  /** Waits while the reader at the other end is slower. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** All is written. */
  close(): Promise<void>;
  /** What was written is not to stay, as far as it can be taken back. */
  discard(): Promise<void>;
  /** The file that it becomes; null: standard output. */
  readonly path: string | null;
  /** Width in columns; Infinity where nobody looks at lines. */
  readonly width: number;
  /** Whether a person looks at it. */
  readonly terminal: boolean;
  paint(style: Style | readonly Style[], text: string): string;
}

/** Standard output. */
export function standardOutput(): Output {
  const { stdout } = process;
  // Whether there are colours does not change while it runs, and to find out takes longer than to paint.
  const coloured = styleText('bold', 'x', { stream: stdout }) !== 'x';
  return {
    async write(chunk) {
      if (!stdout.write(chunk)) await once(stdout, 'drain');
    },
    // Standard output ends with the program.
    close: async () => {},
    discard: async () => {},
    path: null,
    get width() {
      return stdout.isTTY ? stdout.columns || 80 : Infinity;
    },
    terminal: stdout.isTTY === true,
    paint: (style, text) => (coloured ? styleText(style as Style | Style[], text, { validateStream: false }) : text),
  };
}
