import type uPlot from 'uplot';
import type { FlowDetail } from '../../schemas/flow.ts';
import { type Colours, currentColours } from './colours.ts';
import { downlinkPicture } from './picture-downlink.ts';
import { probabilityPicture } from './picture-probability.ts';
import { spectrumPicture } from './picture-spectrum.ts';
import { plotLibrary } from './plot-library.ts';

/** One kind of picture. */
export interface Picture {
  /** Null: there is nothing to draw yet. */
  readonly data: (detail: FlowDetail) => uPlot.AlignedData | null;
  readonly options: (colours: Colours, library: typeof uPlot) => Omit<uPlot.Options, 'width' | 'height'>;
}

const PICTURES: Readonly<Record<string, Picture>> = { downlink: downlinkPicture, probability: probabilityPicture, spectrum: spectrumPicture };
const HEIGHT = 220;

/** The pictures of the flow that is shown. */
export class Pictures {
  readonly #plots = new Map<HTMLElement, uPlot>();
  #detail: FlowDetail | null = null;
  readonly #resized = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) this.#plots.get(target as HTMLElement)?.setSize({ width: Math.floor(contentRect.width), height: HEIGHT });
  });

  constructor() {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#clear();
      if (this.#detail) void this.draw(this.#detail);
    });
  }

  /** @throws Error if the chart library cannot be had */
  async draw(detail: FlowDetail): Promise<void> {
    this.#detail = detail;
    const library = await plotLibrary();
    for (const [host, plot] of this.#plots) if (!host.isConnected) this.#remove(host, plot);
    for (const [name, { data, options }] of Object.entries(PICTURES)) {
      const host = document.getElementById(`picture-${name}`);
      const values = data(detail);
      if (!host) continue;
      const plot = this.#plots.get(host);
      if (values === null) {
        if (plot) this.#remove(host, plot);
      } else if (plot) {
        plot.setData(values);
      } else {
        this.#plots.set(host, new library({ ...options(currentColours(), library), width: Math.floor(host.clientWidth), height: HEIGHT }, values, host));
        this.#resized.observe(host);
      }
    }
  }

  #clear(): void {
    for (const [host, plot] of this.#plots) this.#remove(host, plot);
  }

  #remove(host: HTMLElement, plot: uPlot): void {
    this.#resized.unobserve(host);
    plot.destroy();
    this.#plots.delete(host);
  }
}
