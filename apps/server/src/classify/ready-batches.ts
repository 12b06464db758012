/**
 * Puts together what comes at once, so that it can be kept at once: a batch ends when the next item must be waited for.
 * What ends the items comes after all of them.
 */
export async function* readyBatches<Item>(items: AsyncGenerator<Item, void, undefined>, most: number): AsyncGenerator<Item[], void, undefined> {
  try {
    let coming = items.next();
    for (;;) {
      const batch: Item[] = [];
      let ended: { readonly error: unknown } | 'well' | null = null;
      do {
        try {
          const step = await coming;
          if (step.done) ended = 'well';
          else batch.push(step.value);
        } catch (error) {
          ended = { error };
        }
        if (ended === null) coming = items.next();
      } while (ended === null && batch.length < most && (await isReady(coming)));
      // Its failure is met when its turn comes, which may be after a while.
      coming.catch(() => {});
      if (batch.length > 0) yield batch;
      if (ended === 'well') return;
      if (ended !== null) throw ended.error;
    }
  } finally {
    await items.return();
  }
}

/** Whether a promise settles without anything from outside. */
function isReady(promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    promise.then(
      () => resolve(true),
      () => resolve(true),
    );
    setImmediate(() => resolve(false));
  });
}
