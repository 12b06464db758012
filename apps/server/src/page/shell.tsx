import type { Child as HonoChild } from 'hono/jsx';
import { Drawn } from './render.tsx';
import type { Place } from './place.ts';
import type { Tree } from './tree.ts';
import { navView } from './views/nav.ts';

export interface ShellProps {
  readonly place: Place;
  /** Empty where a token is needed first. */
  readonly totals: readonly Tree[];
  readonly content: readonly Tree[];
  /** What could not be shown, in words. */
  readonly problem: string | null;
  readonly needsToken: boolean;
}

/** The whole page: what does not change, around what the server or the browser draws. */
export function Shell({ place, totals, content, problem, needsToken }: ShellProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Tunnelscope</title>
        <link rel="icon" type="image/svg+xml" href="/page/icon.svg" />
        <link rel="stylesheet" href="/page/uplot.css" />
        <link rel="stylesheet" href="/page/page.css" />
        <script type="module" src="/page/client/main.js" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header>
          <h1>Tunnelscope</h1>
          <nav id="nav" aria-label="Views"><Drawn tree={navView(place)} /></nav>
          <div class="controls">
            <span id="connection" class="dim" />
            <button type="button" id="pause" aria-pressed="false" hidden>Pause</button>
            <button type="button" id="forget" hidden>Forget token</button>
          </div>
        </header>
        <section id="totals" aria-label="Totals"><All trees={totals} /></section>
        <main id="main" tabindex={-1}>
          <p id="problem" role="alert" tabindex={-1} hidden={problem === null}>{problem ?? ''}</p>
          <TokenForm hidden={!needsToken} />
          <div id="content"><All trees={content} /></div>
        </main>
        <aside id="events" aria-labelledby="events-title" hidden>
          <h2 id="events-title">Latest events</h2>
          <ol id="event-list" />
        </aside>
        <p id="announcer" role="status" class="unseen" />
        <footer>
          <a href="/docs">HTTP interface</a> <a href="/openapi.json">OpenAPI document</a> <a href="/metrics">Metrics</a>
        </footer>
      </body>
    </html>
  );
}

function All({ trees }: { readonly trees: readonly Tree[] }): HonoChild {
  return <>{trees.map((tree) => <Drawn tree={tree} />)}</>;
}

function TokenForm({ hidden }: { readonly hidden: boolean }) {
  return (
    <section id="token" aria-labelledby="token-title" hidden={hidden}>
      <h2 id="token-title">A token is needed</h2>
      <noscript><p>This page needs scripts to send it. The interface of the service takes it as Authorization: Bearer.</p></noscript>
      <form id="token-form">
        <label for="token-field">Token of this service, kept until this tab is closed</label>
        <input id="token-field" type="password" autocomplete="off" required />
        <button type="submit">Use it</button>
      </form>
    </section>
  );
}
