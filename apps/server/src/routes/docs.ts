import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from '../app-env.ts';

/** The same from src/ and from dist/: what the build copies from swagger-ui-dist. */
const SWAGGER_UI = fileURLToPath(new URL('../../dist/swagger-ui/', import.meta.url));

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tunnelscope: HTTP interface</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<noscript><p>This page needs scripts; <a href="/openapi.json">/openapi.json</a> says the same.</p></noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

/** Swagger UI writes styles into the page and has pictures in its style sheet; everything else comes from here alone. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** GET /docs: the document of /openapi.json for people. Nothing of it comes from elsewhere. */
export function addDocs(app: App): void {
  app.get('/docs', (c) => c.body(PAGE, 200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }));
  app.get('/docs/start.js', (c) => c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  for (const [name, type] of Object.entries(FILES)) {
    let content: Uint8Array<ArrayBuffer> | null = null;
    app.get(`/docs/${name}`, (c) => {
      content ??= new Uint8Array(readFileSync(join(SWAGGER_UI, name)));
      return c.body(content, 200, { 'content-type': type, 'cache-control': 'public, max-age=3600' });
    });
  }
}
