import { compress, type Compression, mutateCompressed, putBomb } from './generate-compressed.ts';
import { CAPTURE_MAKERS } from './kernel-targets.ts';
import { mutateBytes } from './mutate-bytes.ts';
import type { Random } from './random.ts';
import { openReaderCheck } from './reader-check.ts';
import type { InputMaker, Target } from './target.ts';

const INPUTS = 500;
const MOST_LAYERS = 5;
/** What other files begin with. */
const FOREIGN = ['PK\u0003\u0004', 'snoop\0\0\0', 'BZh9', '\u00fd7zXZ\0', 'btsnoop\0', 'RTSS', 'GMBU', '\u0004"M\u0018', 'TRSNIFF', '\u001f\u009d', 'Time,1->2Bytes,2->1Bytes\n', 'Time,', '\u00ef\u00bb\u00bfTime'];

function prepareCompressed(compressions: readonly Compression[]): () => InputMaker {
  return () => {
    const makers = CAPTURE_MAKERS.map((prepare) => prepare());
    return (input, random) => {
      random.pick(makers)(input, random);
      // A decompressor is waited for many times for each kB.
      if (!random.oneIn(4)) input.length = Math.min(input.length, 800);
      if (random.oneIn(400)) {
        putBomb(input, random, random.pick(compressions));
        return;
      }
      for (let layers = random.oneIn(16) ? random.between(2, MOST_LAYERS) : 1; layers > 0; layers--) {
        const compression = random.pick(compressions);
        compress(input, random, compression);
        for (let changes = random.small(2); changes > 0; changes--) mutateCompressed(input, random, compression);
      }
    };
  };
}

/** Whole files of all formats, some of which a reader takes for another format or for nothing. */
function prepareFiles(): InputMaker {
  const makers = [...CAPTURE_MAKERS, prepareCompressed(['gzip', 'zstd'])].map((prepare) => prepare());
  const noise: InputMaker = (input, random: Random) => {
    input.length = 0;
    if (random.oneIn(2)) input.text(random.pick(FOREIGN));
    for (let count = random.small(300); count > 0; count--) input.put(1, random.oneIn(2) ? random.between(32, 126) : random.word());
  };
  return (input, random) => {
    (random.oneIn(40) ? noise : random.pick(makers))(input, random);
    for (let changes = random.small(2); changes > 0; changes--) mutateBytes(input, random);
  };
}

/** What only a whole reader does: telling formats apart, decompressing, putting all of it together. */
export const READER_TARGETS: readonly Target[] = [
  { name: 'gzip', inputs: INPUTS, prepare: prepareCompressed(['gzip']), open: openReaderCheck },
  { name: 'zstd', inputs: INPUTS, prepare: prepareCompressed(['zstd']), open: openReaderCheck },
  { name: 'files', inputs: 2 * INPUTS, prepare: prepareFiles, open: openReaderCheck },
];
