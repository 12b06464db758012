/** Asks a service of this process as `fetch` asks one elsewhere: what is asked ends with the signal, as does an answer without end. */
export function askInProcess(app: { fetch(request: Request): Response | Promise<Response> }): typeof fetch {
  return async (input, init) => {
    const request = new Request(input as string | URL, init);
    const { signal } = request;
    signal.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const abort = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const { body, status, headers } = await Promise.race([app.fetch(request), aborted.promise]);
      return new Response(body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal }) ?? null, { status, headers });
    } finally {
      signal.removeEventListener('abort', abort);
    }
  };
}
