import { addressOf, type Place, placeOf } from '../place.ts';
import { Announcer } from './announcer.ts';
import type { Refused } from './ask.ts';
import { acceptDrops } from './drop.ts';
import { EventList } from './event-list.ts';
import { followEvents } from './follow-events.ts';
import { listenForKeys } from './row-keys.ts';
import { Screen } from './screen.ts';
import { Ticker } from './ticker.ts';
import { keepToken, token } from './token.ts';
import { Uploads } from './uploads.ts';

const part = (id: string): HTMLElement => document.getElementById(id)!;
const [content, tokenForm, pause, forget] = [part('content'), part('token'), part('pause'), part('forget')];

const announcer = new Announcer(part('announcer'));
const events = new EventList(part('event-list'), announcer);
const uploads = new Uploads(announcer);
const screen = new Screen({ parts: { nav: part('nav'), totals: part('totals'), content, problem: part('problem') }, refused: askForToken, drawn });
const ticker = new Ticker(() => screen.keepUp());
let following = new AbortController();

function begin(): void {
  tokenForm.hidden = true;
  forget.hidden = token() === null;
  pause.hidden = false;
  following.abort();
  following = new AbortController();
  followEvents({
    signal: following.signal,
    event: (event) => {
      events.add(event);
      ticker.soon();
    },
    connected: (yes) => {
      part('connection').textContent = yes ? 'connected' : 'not connected, trying again';
    },
  }).catch(askForToken);
  void screen.go(screen.place, false).then(() => ticker.later());
}

function askForToken(problem: Refused): void {
  following.abort();
  ticker.paused = true;
  [tokenForm.hidden, pause.hidden] = [false, true];
  const text = part('problem');
  text.hidden = token() === null;
  text.textContent = problem.message;
  part('token-field').focus();
}

function drawn(place: Place): void {
  document.title = `${document.getElementById('title')?.textContent ?? ''} – Tunnelscope`;
  if (place.view === 'classify') uploads.draw();
}

async function go(place: Place): Promise<void> {
  history.pushState(null, '', addressOf(place));
  await screen.go(place, true);
}

part('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  keepToken((part('token-field') as HTMLInputElement).value.trim());
  ticker.paused = false;
  begin();
});
forget.addEventListener('click', () => {
  keepToken(null);
  location.assign('/');
});
pause.addEventListener('click', () => {
  ticker.paused = !ticker.paused;
  pause.setAttribute('aria-pressed', String(ticker.paused));
  events.paused = ticker.paused;
  ticker.soon();
});
addEventListener('popstate', () => void screen.go(placeOf(new URLSearchParams(location.search)), true));
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="/?"], a[href="/"]');
  if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  void go(placeOf(new URL(link.href).searchParams));
});
content.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target as HTMLFormElement;
  if (form.id !== 'drop') return void go(placeOf(new URLSearchParams([...new FormData(form)] as [string, string][])));
  uploads.add((part('captures') as HTMLInputElement).files ?? []);
  form.reset();
});
content.addEventListener('click', (event) => {
  const index = (event.target as Element).getAttribute('data-stop');
  if (index !== null) uploads.stop(Number(index));
});
acceptDrops((files) => void go({ view: 'classify', flow: null, list: {} }).then(() => uploads.add(files)));
listenForKeys(content);

// Where a token is needed and none is known, the page says so already.
if (tokenForm.hidden || token() !== null) begin();
