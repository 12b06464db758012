/** A server-sent event as a client reads it. */
export interface ReadEvent {
  readonly id: number;
  readonly event: string;
  readonly data: { readonly [member: string]: unknown };
}

/** Follows events until there are enough, or for no longer than `milliseconds`. Comments and `retry` are passed over. */
export async function readEvents(url: string, { after, most = Infinity, milliseconds = 30_000, query = '' }: { readonly after?: number; readonly most?: number; readonly milliseconds?: number; readonly query?: string }): Promise<ReadEvent[]> {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), milliseconds);
  const events: ReadEvent[] = [];
  try {
    const response = await fetch(`${url}/v1/events${query}`, { signal: ended.signal, headers: after === undefined ? {} : { 'last-event-id': String(after) } });
    let text = '';
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + piece).split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
        if (fields.id === undefined) continue;
        events.push({ id: Number(fields.id), event: fields.event!, data: JSON.parse(fields.data!) as ReadEvent['data'] });
        if (events.length >= most) return events;
      }
    }
  } catch (error) {
    if (!ended.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    ended.abort();
  }
  return events;
}
