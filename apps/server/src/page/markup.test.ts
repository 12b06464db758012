import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addToken } from '../auth/token-file.ts';
import { LIVE, post, runServer, testData } from '../running-server.fixture.ts';
import { watchedFlows } from './watched-flows.fixture.ts';

const read = async (url: string) => {
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
  return { text: await response.text(), headers: response.headers };
};

test('what is followed can be read without scripts', async () => {
  const { url } = await watchedFlows(3);
  const { text, headers } = await read(`${url}/`);
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
  expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
  expect(text).toContain('<span class="verdict live"><span class="symbol" aria-hidden="true">●</span> live</span>');
  expect(text.match(/<tr data-key/g)).toHaveLength(4);
  const href = /data-key="[^"]*"><th scope="row" class="ends"><a href="([^"]+)"/.exec(text)![1]!;
  const flow = (await read(url + href.replaceAll('&amp;', '&'))).text;
  expect(flow).toContain('Power spectral density by frequency');
  expect(flow).toMatch(/\d+ peaks, \d s apart/);
  expect(flow.match(/<td class="number">peak<\/td>/g)!.length).toBeGreaterThan(5);
});

test('more flows than a page shows are paged by the cursor', async () => {
  const { url } = await watchedFlows(70);
  const first = (await read(`${url}/?sort=start`)).text;
  expect(first.match(/<tr data-key/g)).toHaveLength(50);
  const next = /<a href="([^"]+)">Next page/.exec(first)![1]!.replaceAll('&amp;', '&');
  const second = (await read(url + next)).text;
  expect(second.match(/<tr data-key/g)).toHaveLength(21);
  const keys = new Set([...first.matchAll(/data-key="([0-9a-f]{12} [^"]+)"/g), ...second.matchAll(/data-key="([0-9a-f]{12} [^"]+)"/g)].map(([, key]) => key));
  expect(keys.size).toBe(71);
});

test('names of captures and addresses of the page are text, whatever is in them', async () => {
  const { url } = await runServer();
  const evil = '"><img src=x onerror=alert(1)>.pcap';
  expect((await post(`${url}/v1/classify?name=${encodeURIComponent(evil)}`, testData(LIVE))).status).toBe(200);
  const history = (await read(`${url}/?view=history`)).text;
  expect(history).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;.pcap');
  expect(history).not.toContain('<img');
  const wrong = (await read(`${url}/?address=${encodeURIComponent(evil)}&sort=${encodeURIComponent('<script>')}&cursor=%22%3E%3Cscript%3E`)).text;
  expect(wrong).not.toMatch(/<img|<script>/);
  expect(wrong).toMatch(/role="alert" tabindex="-1">The request has a wrong parameter: address/);
  expect((await read(`${url}/?flow=${encodeURIComponent('../../v1/stats')}`)).text).toContain('There is no such flow');
});

test('where tokens are wanted the page shows nothing without one, but its files are there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tunnelscope-page-'));
  const tokenFile = join(folder, 'tokens');
  addToken(tokenFile, 'reader', ['read']);
  const { url } = await runServer({ tokenFile });
  rmSync(folder, { recursive: true });
  const { text } = await read(`${url}/`);
  expect(text).toContain('A token is needed');
  expect(text).not.toMatch(/<table|class="totals"/);
  for (const path of ['/page/client/main.js', '/page/place.js', '/page/views/pieces.js', '/page/page.css', '/page/uplot.js', '/page/uplot.css', '/page/icon.svg']) {
    const response = await fetch(url + path);
    expect([path, response.status]).toEqual([path, 200]);
    const again = await fetch(url + path, { headers: { 'if-none-match': response.headers.get('etag')! } });
    expect([path, again.status]).toEqual([path, 304]);
  }
});

test('nothing but the files of the page is under /page/', async () => {
  const { url } = await runServer();
  for (const path of ['/page/', '/page/files.d.ts', '/page/client/main.js.map', '/page/client/..%2fplace.js', '/page/%2e%2e/serve.js', '/page/client/nothing.js', '/page/nothing.js', '/page/views/../../serve.js']) {
    const response = await fetch(url + path);
    expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 404, 'application/problem+json']);
  }
});
