import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';
import type { App, AppEnv } from '../app-env.ts';

const require = createRequire(import.meta.url);
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';
/** The same from src/ and from dist/: browsers get what the compiler made. */
const COMPILED = fileURLToPath(new URL('../../dist/page/', import.meta.url));
const ASSETS = fileURLToPath(new URL('../../assets/', import.meta.url));

/** Scripts and styles of the page, under /page/, each read once. */
export function addPageFiles(app: App): void {
  const plots = dirname(require.resolve('uplot/package.json'));
  const kept = new Map<string, { readonly content: Uint8Array<ArrayBuffer>; readonly tag: string }>();
  const send = (c: Context<AppEnv>, path: string, type: string) => {
    let file = kept.get(path);
    if (!file) {
      if (!existsSync(path)) return c.notFound();
      const content = new Uint8Array(readFileSync(path));
      file = { content, tag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"` };
      kept.set(path, file);
    }
    // Asked for again each time, so that scripts and markup are of the same release.
    const headers = { etag: file.tag, 'cache-control': 'no-cache' };
    return c.req.header('if-none-match') === file.tag ? c.body(null, 304, headers) : c.body(file.content, 200, { ...headers, 'content-type': type });
  };
  app.get('/page/uplot.js', (c) => send(c, join(plots, 'dist/uPlot.iife.min.js'), SCRIPT));
  app.get('/page/uplot.css', (c) => send(c, join(plots, 'dist/uPlot.min.css'), STYLE));
  app.get('/page/page.css', (c) => send(c, join(ASSETS, 'page.css'), STYLE));
  app.get('/page/icon.svg', (c) => send(c, join(ASSETS, 'icon.svg'), 'image/svg+xml'));
  app.get('/page/:file{[a-z-]+\\.js}', (c) => send(c, join(COMPILED, c.req.param('file')), SCRIPT));
  app.get('/page/:folder{client|views}/:file{[a-z-]+\\.js}', (c) => send(c, join(COMPILED, c.req.param('folder'), c.req.param('file')), SCRIPT));
}
