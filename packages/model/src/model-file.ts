import type { Model, ModelPart } from './model.ts';
import { readFrame, writeFrame } from './model-file/frame.ts';
import { type Header, parseHeader } from './model-file/header.ts';
import { ModelError } from './model-file/model-error.ts';
import { layOutSections, type SectionArray, Sections } from './model-file/sections.ts';
import { readStage, writeStage } from './model-file/stage-sections.ts';

/** A model as read from a file. */
export interface DecodedModel extends Model {
  /** SHA-256 of the file's content, 64 hex digits: equal for equal models. */
  readonly hash: string;
}

/**
 * A model as a file: see model-file/frame.ts for its layout. The same model gives the same bytes.
 * @throws ModelError if the model's parts do not fit together, or a forest is not laid out as it should be
 */
export function encodeModel(model: Model): Uint8Array {
  const arrays = new Map<string, SectionArray>();
  const parts = model.parts.map((part, index) => ({
    resolution: part.resolution,
    windowSeconds: part.windowSeconds,
    kind: writeStage(part.kind, `${index}.kind`, arrays),
    liveness: writeStage(part.liveness, `${index}.liveness`, arrays),
    rule: part.rule,
  }));
  const { trainer, manifests, captures, windows, groups } = model.training;
  const training = {
    trainer,
    manifests: manifests.map(({ name, sha256 }) => ({ name, sha256 })),
    captures,
    windows,
    groups,
  };
  const { table, bytes } = layOutSections(arrays);
  const header: Header = { name: model.name, seed: model.seed, training, parts, sections: table };
  return writeFrame(JSON.stringify(header), bytes, (area) => {
    for (const { name, offset } of table) {
      const array = arrays.get(name)!;
      area.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    }
  });
}

/**
 * Reads a model file. Small arrays of the result may be views of `bytes`, which must therefore not change.
 * @param file its name, for error messages
 * @throws ModelError: corrupt (not a model file, cut, changed, or malformed, with the byte offset) or unsupported (made
 * by another version)
 */
export function decodeModel(bytes: Uint8Array, file = 'model'): DecodedModel {
  try {
    const frame = readFrame(bytes);
    const { name, seed, training, parts, sections: table } = parseHeader(frame.header, frame.headerStart);
    const sections = new Sections(bytes, frame.start, frame.end, table);
    return {
      name,
      seed,
      training,
      parts: parts.map(
        ({ resolution, windowSeconds, kind, liveness, rule }, index): ModelPart => ({
          resolution,
          windowSeconds,
          kind: readStage(kind, `${index}.kind`, sections),
          liveness: readStage(liveness, `${index}.liveness`, sections),
          rule,
        }),
      ),
      hash: frame.hash,
    };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ModelError({ ...error.details, file });
  }
}

/**
 * Refuses a model that was trained on other features than this version extracts.
 * @param difference one sentence saying which feature of a stage differs, null if none does (see diffSchemas)
 * @throws ModelError (mismatch)
 */
export function checkSchemas(
  model: Model,
  difference: (part: ModelPart, stage: 'kind' | 'liveness') => string | null,
  file = model.name,
): void {
  for (const part of model.parts) {
    for (const stage of ['kind', 'liveness'] as const) {
      const found = difference(part, stage);
      if (found === null) continue;
      const what = `${stage} of windows of ${part.windowSeconds} s, ${part.resolution} resolution`;
      throw new ModelError({ kind: 'mismatch', what, expected: 'the features of this version (train it again with it)', found, file });
    }
  }
}
