import type { Kernels } from '@tunnelscope/core/kernels';
import { downlinkOf } from '@tunnelscope/detector/live/downlink';
import type { EventLine } from '@tunnelscope/detector/live/event-line';
import type { SeenFlow } from '../flow-source.ts';
import type { Theme } from '../palette/theme.ts';
import { facts } from './facts.ts';
import { downlinkBlock, probabilityBlock, spectrumBlock } from './picture-blocks.ts';
import { textLines } from './section.ts';
import { type Block, GAP, stack } from './stack.ts';
import { eventBlock, reasonBlock } from './word-blocks.ts';

export interface DetailView {
  readonly flow: SeenFlow;
  /** Of the flow: another one than before is a reason to draw anew. */
  readonly revision: SeenFlow['revision'];
  /** Of this flow, oldest first. */
  readonly events: readonly EventLine[];
  /** For the peaks and the spectrum. */
  readonly kernels: Kernels;
  /** Epoch ms of the stream. */
  readonly now: number;
  /** Seconds that pictures show. */
  readonly windowSeconds: number;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
}

/** From here on two pictures fit beside each other; a pane as high as this does not need that. */
const TWO_COLUMNS = 72;
const HIGH = 36;

/** Everything about one flow as text: `height` lines, each `width` columns wide. */
export function detailLines({ flow, events, kernels, now, windowSeconds, theme, width, height }: DetailView): string[] {
  const told = flow.about(now);
  if (!told) return textLines([[['waiting for the server', 'dim']]], width, height, theme);
  const known = facts({ about: told, events, now }, theme);
  const downlink = downlinkOf(flow, now, windowSeconds, kernels);
  const beside = width >= TWO_COLUMNS && height < HIGH;
  const half = beside ? Math.floor((width - GAP) / 2) : width;
  const about: Block = { least: Math.min(height, known.length), most: known.length, draw: (w, h) => textLines(known, w, h, theme) };
  const blocks = {
    downlink: downlinkBlock(downlink, theme),
    spectrum: spectrumBlock(downlink, theme),
    probability: probabilityBlock(told, now, windowSeconds, theme),
    reasons: reasonBlock(told, half, theme),
    events: eventBlock(events, theme),
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
