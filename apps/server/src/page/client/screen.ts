import type { Stats } from '../../schemas/stats.ts';
import type { FlowDetail } from '../../schemas/flow.ts';
import { contentOf } from '../content.ts';
import { addressOf, type Place, placeOf, sourceOf } from '../place.ts';
import { navView } from '../views/nav.ts';
import { totalsView } from '../views/totals.ts';
import { ask, Refused } from './ask.ts';
import { draw } from './draw.ts';
import { Pictures } from './pictures.ts';
import { RateMeter } from './rates.ts';

/** Elements of the page that are drawn into. */
interface ScreenParts {
  readonly nav: HTMLElement;
  readonly totals: HTMLElement;
  readonly content: HTMLElement;
  readonly problem: HTMLElement;
}

export interface ScreenOptions {
  readonly parts: ScreenParts;
  /** The service wants a token, or another one. */
  readonly refused: (problem: Refused) => void;
  /** Something new stands in the middle of the page. */
  readonly drawn: (place: Place) => void;
}

/** What the address says, drawn and kept up to date. */
export class Screen {
  place: Place = placeOf(new URLSearchParams(location.search));
  readonly #options: ScreenOptions;
  readonly #rates = new RateMeter();
  readonly #pictures = new Pictures();
  #asking = new AbortController();
  #going = 0;

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  /** Goes there. @param focus whether who is there should be told: not when the page opens */
  async go(place: Place, focus: boolean): Promise<void> {
    const { flow: left } = this.place;
    this.place = place;
    this.#going++;
    await this.#refresh();
    this.#going--;
    if (!focus || this.place !== place) return;
    const back = place.flow === null && left !== null ? document.querySelector<HTMLElement>(`a[data-row][href="${CSS.escape(addressOf({ ...place, flow: left }))}"]`) : null;
    (back ?? document.getElementById('title') ?? this.#options.parts.problem).focus();
    if (!back) scrollTo({ top: 0 });
  }

  /** Draws what is shown as it is now, unless somebody is on the way to something else. */
  async keepUp(): Promise<void> {
    if (this.#going === 0) await this.#refresh();
  }

  /** What was asked before is not waited for. */
  async #refresh(): Promise<void> {
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    const { place } = this;
    const { parts, refused, drawn } = this.#options;
    draw(parts.nav, [navView(place)]);
    const source = sourceOf(place);
    try {
      const [stats, answer] = await Promise.all([ask('/v1/stats', asking.signal), source === null ? null : ask(source, asking.signal)]);
      draw(parts.totals, totalsView(stats as Stats, this.#rates.add(stats as Stats)));
      draw(parts.content, contentOf(place, answer));
      this.#say(null);
      drawn(place);
      if (place.flow !== null) await this.#pictures.draw(answer as FlowDetail);
    } catch (error) {
      if (asking.signal.aborted) return;
      if (error instanceof Refused && (error.status === 401 || error.status === 403)) refused(error);
      this.#say((error as Error).message);
      // What stands there is of another place.
      if (error instanceof Refused && error.status >= 400) draw(parts.content, []);
    }
  }

  #say(problem: string | null): void {
    const { problem: element } = this.#options.parts;
    element.hidden = problem === null;
    if (element.textContent !== (problem ?? '')) element.textContent = problem ?? '';
  }
}
