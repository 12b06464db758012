import { expect, test } from 'vitest';
import { flow, packetBatch } from '../../fixtures/batches.ts';
import { createWriter, OUTPUT_FORMATS } from './create-writer.ts';

test.each(OUTPUT_FORMATS)('%s: of flows that are over nothing is kept', (format) => {
  const writer = createWriter(format);
  writer.write(packetBatch([[1000, 0, 100, 0, 1]], [flow(0, '10.0.0.1:1', '10.0.0.2:2')], [0]));
  expect(() => writer.write(packetBatch([[9000, 0, 100, 0, 1]]))).toThrow('flow 0');
});
