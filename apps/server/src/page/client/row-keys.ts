const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(last, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Arrow keys move between the rows of a table, and Escape goes back. */
export function listenForKeys(content: HTMLElement): void {
  content.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Escape') {
      document.getElementById('back')?.click();
      return;
    }
    const links = [...content.querySelectorAll<HTMLElement>('a[data-row]')];
    const at = links.indexOf(event.target as HTMLElement);
    const step = STEPS[event.key];
    if (at < 0 || !step) return;
    event.preventDefault();
    links[step(at, links.length - 1)]!.focus();
  });
}
