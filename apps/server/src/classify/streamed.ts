/**
 * Bytes as a stream for an answer: made when they are wanted, given up when the client leaves.
 * @param left called then: a generator of which nothing was wanted yet ends without doing anything
 */
export function streamed(bytes: AsyncGenerator<Uint8Array, void, undefined>, left: () => Promise<void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const step = await bytes.next();
          if (step.done) controller.close();
          else controller.enqueue(step.value);
        } catch (error) {
          controller.error(error);
        }
      },
      async cancel() {
        await bytes.return();
        await left();
      },
    },
    { highWaterMark: 0 },
  );
}
