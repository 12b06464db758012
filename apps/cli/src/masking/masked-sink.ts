import type { FlowFields } from '@tunnelscope/detector/flow-fields';
import type { Sink } from '../sinks/sink.ts';
import type { Pseudonyms } from '@tunnelscope/detector/pseudonyms';

/** A sink that puts pseudonyms in place of addresses before it passes lines on. */
export function masked<Line extends FlowFields>(sink: Sink<Line>, pseudonyms: Pseudonyms): Sink<Line> {
  return {
    write: (line) => sink.write(pseudonyms.mask(line)),
    endFile: (file, statistics) => sink.endFile(pseudonyms.text(file), statistics),
    end: () => sink.end(),
  };
}
