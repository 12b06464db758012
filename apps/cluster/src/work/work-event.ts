/** What a worker tells of. */
export type WorkEvent =
  | { readonly kind: 'took' | 'handed over'; readonly partition: number }
  | { readonly kind: 'lost' | 'given up' | 'refused' | 'not stored'; readonly partition: number; readonly reason: string }
  | { readonly kind: 'server away'; readonly reason: string }
  | { readonly kind: 'server back' };
