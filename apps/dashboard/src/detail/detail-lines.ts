import type { Kernels } from '@tunnelscope/core/kernels';
import type { LiveEvent } from '@tunnelscope/detector/live/event';
import type { LiveFlow } from '@tunnelscope/detector/live/live-flow';
import type { Model } from '@tunnelscope/model';
import type { Theme } from '../palette/theme.ts';
import { downlinkOf } from '@tunnelscope/detector/live/downlink';
import { facts } from './facts.ts';
import { downlinkBlock, probabilityBlock, spectrumBlock } from './picture-blocks.ts';
import { reasonsOf } from '@tunnelscope/detector/live/reasons';
import { textLines } from './section.ts';
import { type Block, GAP, stack } from './stack.ts';
import { eventBlock, reasonBlock } from './word-blocks.ts';

export interface DetailView {
  readonly flow: LiveFlow;
  /** Of this flow, oldest first. */
  readonly events: readonly LiveEvent[];
  readonly kernels: Kernels;
  readonly model: Model;
  /** Epoch ms of the stream. */
  readonly now: number;
  /** Seconds that pictures show. */
  readonly windowSeconds: number;
  readonly mask: (address: string) => string;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
}

/** From here on two pictures fit beside each other; a pane as high as this does not need that. */
const TWO_COLUMNS = 72;
const HIGH = 36;

/** Everything about one flow as text: `height` lines, each `width` columns wide. */
export function detailLines({ flow, events, kernels, model, now, windowSeconds, mask, theme, width, height }: DetailView): string[] {
  const known = facts({ flow, events, now, mask }, theme);
  const downlink = downlinkOf(flow, now, windowSeconds, kernels);
  const beside = width >= TWO_COLUMNS && height < HIGH;
  const half = beside ? Math.floor((width - GAP) / 2) : width;
  const about: Block = { least: Math.min(height, known.length), most: known.length, draw: (w, h) => textLines(known, w, h, theme) };
  const blocks = {
    downlink: downlinkBlock(downlink, theme),
    spectrum: spectrumBlock(downlink, theme),
    probability: probabilityBlock(flow, now, windowSeconds, theme),
    reasons: reasonBlock(reasonsOf(flow, model, kernels), half, theme),
    events: eventBlock(events, mask, theme),
  };
  const shelves = beside
    ? [
        { rank: 0, blocks: [about] },
        { rank: 1, blocks: [blocks.downlink] },
        { rank: 3, blocks: [blocks.probability, blocks.spectrum] },
        { rank: 2, blocks: [blocks.reasons, blocks.events] },
      ]
    : [
        { rank: 0, blocks: [about] },
        { rank: 1, blocks: [blocks.downlink] },
        { rank: 3, blocks: [blocks.probability] },
        { rank: 5, blocks: [blocks.spectrum] },
        { rank: 2, blocks: [blocks.reasons] },
        { rank: 4, blocks: [blocks.events] },
      ];
  return stack(shelves, width, height);
}
