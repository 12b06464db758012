import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { loadKernels } from '@tunnelscope/core';
import { loadDefaultModel } from '@tunnelscope/model/default';
import { afterEach } from 'vitest';
import type { ServeOptions } from './options.ts';
import { type Server, serve } from './serve.ts';

const TEST_DATA = new URL('../../../test-data/', import.meta.url);
const [kernels, model] = await Promise.all([loadKernels('wasm'), loadDefaultModel()]);

export interface Running extends Server {
  readonly port: number;
  /** The log so far, parsed. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
}

const running: Server[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** The real service on a free port of loopback, until the test ends. */
export async function runServer(options: Partial<ServeOptions> = {}): Promise<Running> {
  const log: Readonly<Record<string, unknown>>[] = [];
  const server = await serve({ kernels, model, port: 0, logLevel: 'debug', database: ':memory:', logTo: { write: (line) => void log.push(JSON.parse(line)) }, ...options, limits: { shutdownSeconds: 2, ...options.limits } });
  running.push(server);
  return { ...server, port: Number(new URL(server.url).port), log };
}

/** Name of a file of test-data/. */
export function testData(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(name, TEST_DATA)));
}

export const LIVE = 'recorded/pair_live4_hls_wg_p86.pcap.gz';
export const VOD = 'recorded/pair_vod4_hls_wg_p86.pcap.gz';

// biome-ignore lint/suspicious/noExplicitAny: whatever the service answers; that is what is tested
export type Answer = any;

/** Posts to the service. @param type Content-Type */
export function post(url: string, body: BodyInit, type = 'application/octet-stream', headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': type, ...headers } });
}

export async function lines(response: Response): Promise<Answer[]> {
  return (await response.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

/** Sends bytes as they are, and gives everything that comes back until the other side closes. */
export function raw(port: number, ...pieces: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece, 'latin1');
    });
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}
