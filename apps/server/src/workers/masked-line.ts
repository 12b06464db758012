import { flowId } from '@tunnelscope/detector/flow-id';
import type { FlowEnds } from '@tunnelscope/detector/live/flow-line';

/** A line with names in place of the addresses of its flow, and the identifier that is made of them. */
export function maskedLine<Line extends { readonly flow: FlowEnds }>(line: Line, mask: (address: string) => string): Line {
  const { flow } = line;
  const [client, server] = [mask(flow.client), mask(flow.server)];
  const id = flowId({ a: { address: client, port: flow.clientPort }, b: { address: server, port: flow.serverPort }, protocol: flow.protocol });
  return { ...line, flow: { ...flow, id, client, server } };
}
