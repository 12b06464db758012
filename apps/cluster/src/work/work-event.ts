/** What a worker tells of. */
export type WorkEvent =
  | { readonly kind: 'took' | 'handed over'; readonly partition: number }
  | { readonly kind: 'lost' | 'given up' | 'refused' | 'not stored' | 'doubtful' | 'waiting'; readonly partition: number; readonly reason: string }
  /** The stream of packets was made anew: partitions are taken again. */
  | { readonly kind: 'stream anew' }
  | { readonly kind: 'server away'; readonly reason: string }
  | { readonly kind: 'server back' };
