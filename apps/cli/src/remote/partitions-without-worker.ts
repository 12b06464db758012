/** Says which partitions nobody works on, in words; null if none. */
export function partitionsWithoutWorker(partitions: readonly { readonly partition: number; readonly owner: string | null }[]): string | null {
  const without = partitions.filter(({ owner }) => owner === null).map(({ partition }) => partition);
  if (without.length === 0) return null;
  if (without.length === partitions.length) return 'no partition has a worker: is tunnelscope work running?';
  return `no worker of ${without.length === 1 ? 'partition' : 'partitions'} ${without.join(', ')}`;
}
