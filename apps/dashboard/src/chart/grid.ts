import type { Role, Theme } from '../palette/theme.ts';

/** A rectangle of characters, each one column wide, and what each of them is. What lies beyond its edges is left out. */
export class Grid {
  readonly width: number;
  readonly height: number;
  readonly #characters: string[];
  readonly #roles: (Role | null)[];

  constructor(width: number, height: number) {
    this.width = Math.max(0, Math.floor(width));
    this.height = Math.max(0, Math.floor(height));
    this.#characters = Array<string>(this.width * this.height).fill(' ');
    this.#roles = Array<Role | null>(this.width * this.height).fill(null);
  }

  /** Writes from column x of row y to the right. */
  put(x: number, y: number, text: string, role: Role | null = null): void {
    if (y < 0 || y >= this.height) return;
    let column = x;
    for (const character of text) {
      if (column >= 0 && column < this.width) {
        this.#characters[y * this.width + column] = character;
        this.#roles[y * this.width + column] = role;
      }
      column++;
    }
  }

  /** @returns as many lines as the grid is high, each as many columns wide as it is */
  lines(theme: Theme): string[] {
    return Array.from({ length: this.height }, (_, y) => this.#line(y * this.width, theme));
  }

  #line(start: number, theme: Theme): string {
    let line = '';
    let run = '';
    let role: Role | null = null;
    const flush = () => {
      line += role === null || run.trim() === '' ? run : theme.paint(role, run);
      run = '';
    };
    for (let i = start; i < start + this.width; i++) {
      const next = this.#roles[i] ?? null;
      if (next !== role) flush();
      role = next;
      run += this.#characters[i]!;
    }
    flush();
    return line;
  }
}
