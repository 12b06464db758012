/** First byte after the module's own data; all from here on belongs to the binding. */
export function arenaStart(): usize {
  return (__heap_base + 15) & ~15;
}
