/** Items of one task that may be on their way, or wait for their turn: then its worker waits until some are taken. */
export const TASK_WINDOW = 256;

/** Items that go together at most: a message for each costs more than most items do. */
export const PIECE = 64;

/** What a worker is told. It has one task at a time. */
export type Order<Task> =
  | { readonly kind: 'task'; readonly task: Task }
  /** So many items of the task were taken. */
  | { readonly kind: 'taken'; readonly count: number }
  /** The task is to end early, in good order. */
  | { readonly kind: 'interrupt' };

/** What a worker tells. */
export type Answer<Item, Note> =
  | { readonly kind: 'items'; readonly items: readonly Item[] }
  | { readonly kind: 'note'; readonly note: Note }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: unknown };
