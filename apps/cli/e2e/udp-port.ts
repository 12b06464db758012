import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';

/** A port of loopback that takes what is sent to it, and what sends. */
export interface UdpPort {
  readonly port: number;
  send(packets: number): Promise<void>;
  close(): void;
}

export async function udpPort(): Promise<UdpPort> {
  const [from, to] = [createSocket('udp4'), createSocket('udp4')];
  to.bind(0, '127.0.0.1');
  await once(to, 'listening');
  const { port } = to.address() as AddressInfo;
  const one = () => new Promise<void>((resolve, reject) => from.send(Buffer.alloc(1000), port, '127.0.0.1', (error) => (error ? reject(error) : resolve())));
  return {
    port,
    send: async (packets) => {
      for (let i = 0; i < packets; i++) await one();
    },
    close: () => {
      from.close();
      to.close();
    },
  };
}

/** The only process that a process has started: its tcpdump. */
export function childOf({ pid }: { readonly pid?: number | undefined }): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}
