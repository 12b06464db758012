import type { EventLine } from '@tunnelscope/detector/live/event-line';
import { addressOf } from '../place.ts';
import { h } from '../tree.ts';
import { eventText } from '../views/event-text.ts';
import { moment } from '../views/pieces.ts';
import type { Announcer } from './announcer.ts';
import { draw } from './draw.ts';
import type { SentEvent } from './follow-events.ts';

const SHOWN = 8;

/** The latest events, and their announcement. Draws at most once a frame, however many come. */
export class EventList {
  readonly #list: Element;
  readonly #announcer: Announcer;
  #events: { readonly id: number; readonly line: EventLine }[] = [];
  #due = false;
  #paused = false;

  constructor(list: Element, announcer: Announcer) {
    this.#list = list;
    this.#announcer = announcer;
  }

  /** While it is paused nothing moves, and nothing is lost. */
  set paused(paused: boolean) {
    this.#paused = paused;
    if (this.#events.length > 0) this.#drawSoon();
  }

  add({ id, kind, data }: SentEvent): void {
    if (id === null) {
      this.#announcer.say('Some events were missed: they are in the history no longer.');
      return;
    }
    const line = JSON.parse(data) as EventLine;
    this.#events = [{ id, line }, ...this.#events].slice(0, SHOWN);
    if (kind === 'verdict' && !this.#paused) this.#announcer.say(eventText(line));
    this.#drawSoon();
  }

  #drawSoon(): void {
    if (this.#due || this.#paused) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#draw();
    });
  }

  #draw(): void {
    this.#list.parentElement!.hidden = false;
    draw(this.#list, this.#events.map(({ id, line }) => h('li', { 'data-key': id }, moment(line.time), ' ', h('a', { href: addressOf({ view: 'flows', flow: line.flow.id, list: {} }) }, h('bdi', {}, eventText(line))))));
  }
}
