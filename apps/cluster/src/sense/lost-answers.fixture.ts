import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that breaks on answers to what is published: it is stored, and nobody hears of it. @param from how many pass before */
export async function loseAnswers(url: string, count: number, from: number): Promise<{ url: string; lost: () => number; close: () => Promise<void> }> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let passed = 0;
  let lost = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    const cut = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) sockets.add(socket.on('error', cut).on('close', cut));
    client.pipe(server);
    server.on('data', (chunk: Buffer) => {
      const answer = chunk.includes('"stream":"TUNNELSCOPE_PACKETS"');
      if (answer && passed >= from && lost < count) {
        lost++;
        cut();
        return;
      }
      if (answer) passed++;
      client.write(chunk);
    });
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `nats://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    lost: () => lost,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
