import type { Stage } from '../model.ts';
import type { StageHeader } from './header.ts';
import { ModelError } from './model-error.ts';
import { packForest, unpackForest } from './packed-forest.ts';
import type { SectionArray, Sections } from './sections.ts';

/**
 * Adds a stage's arrays to `arrays`, under names that begin with `path`.
 * @throws ModelError if the stage's parts do not fit together
 */
export function writeStage(stage: Stage, path: string, arrays: Map<string, SectionArray>): StageHeader {
  const { features, classes, forest, calibration, median, low, high } = stage;
  expectLength(`${path}, columns of the forest`, features.length, forest.features);
  expectLength(`${path}, classes of the forest`, classes.length, forest.classes);
  expectLength(`${path}, biases of the calibration`, classes.length, calibration.bias.length);
  const ranges = { median, low, high };
  for (const [name, values] of Object.entries(ranges)) expectLength(`${path}, ${name}`, features.length, values.length);
  const { trees, feature, threshold, value } = packForest(forest);
  const calibrated = Float64Array.of(calibration.slope, ...calibration.bias);
  const sections = { feature, threshold, value, calibration: calibrated, ...ranges };
  for (const [name, array] of Object.entries(sections)) arrays.set(`${path}.${name}`, array);
  return { features, schemaHash: stage.schemaHash, classes, trees };
}

/** @throws ModelError (corrupt) if a section is missing, outside the file, or not what a stage needs */
export function readStage(header: StageHeader, path: string, sections: Sections): Stage {
  const { features, classes, schemaHash, trees } = header;
  const columns = features.length;
  expectRange(`${path}, features`, columns, 1, 65_535);
  expectRange(`${path}, classes`, classes.length, 1, 255);
  const node = `${path}.feature`;
  const feature = sections.get(node, columns < 256 ? 'uint8' : 'uint16');
  expectRange(`${path}, trees`, trees, 1, feature.length);
  const value = `${path}.value`;
  const packed = {
    trees,
    feature,
    threshold: sections.get(`${path}.threshold`, 'float32'),
    value: sections.get(value, sections.typeOf(value) === 'uint16' ? 'uint16' : 'float32'),
  };
  const calibration = sections.get(`${path}.calibration`, 'float64', classes.length + 1);
  return {
    features,
    schemaHash,
    classes,
    forest: unpackForest(packed, columns, classes.length),
    calibration: { slope: calibration[0]!, bias: calibration.subarray(1) },
    median: sections.get(`${path}.median`, 'float32', columns),
    low: sections.get(`${path}.low`, 'float32', columns),
    high: sections.get(`${path}.high`, 'float32', columns),
  };
}

function expectLength(what: string, expected: number, found: number): void {
  if (expected !== found) throw new ModelError({ kind: 'corrupt', what, expected: `${expected}`, found: `${found}` });
}

function expectRange(what: string, found: number, low: number, high: number): void {
  if (found >= low && found <= high) return;
  throw new ModelError({ kind: 'corrupt', what, expected: `${low} to ${high}`, found: `${found}` });
}
