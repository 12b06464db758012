import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Problem } from '../problem/problem.ts';
import { multipartUploads } from './multipart.ts';

const TYPE = 'multipart/form-data; boundary=XX';
const BODY = Buffer.from(
  [
    '--XX\r\nContent-Disposition: form-data; name="note"\r\n\r\nno file\r\n',
    '--XX\r\nContent-Disposition: form-data; name="a"; filename="a.pcap"\r\nContent-Type: application/octet-stream\r\n\r\nfirst\r\n--X\r\n',
    `--XX\r\nContent-Disposition: form-data; name="b"; filename="../b.pcap"\r\n\r\n${'second '.repeat(50)}\r\n`,
    '--XX--\r\n',
  ].join(''),
);

async function* inPieces(body: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.length; start += size) yield body.subarray(start, start + size);
}

/** Name and content of each file; the problem that ended them, if one did. @param most bytes that are read of each, then no more */
async function parsed(body: AsyncIterable<Uint8Array>, most = Number.POSITIVE_INFINITY): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { name, bytes } of multipartUploads(TYPE, body)) {
      const index = found.push(`${name}: `) - 1;
      for await (const piece of bytes) {
        found[index] += Buffer.from(piece).toString('latin1');
        if (found[index]!.length > most) break;
      }
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    found.push(`problem ${error.kind}`);
  }
  return found;
}

const FILES = ['a.pcap: first\r\n--X', `b.pcap: ${'second '.repeat(50)}`];

test.each([1, 2, 3, 7, 64, 10_000])('files come whole, in pieces of %i bytes', async (size) => {
  expect(await parsed(inPieces(BODY, size))).toEqual(FILES);
});

test('a file that is given up does not keep the next one from coming', async () => {
  const found = await parsed(inPieces(BODY, 5), 9);
  expect(found.map((file) => file.slice(0, 8))).toEqual(['a.pcap: ', 'b.pcap: ']);
});

test('a body that is cut anywhere is a problem, after what was whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: BODY.length - 5 }), fc.integer({ min: 1, max: 200 }), async (length, size) => {
      expect((await parsed(inPieces(BODY.subarray(0, length), size))).at(-1)).toBe('problem multipart');
    }),
    { numRuns: 150 },
  );
});

test('a body that is damaged anywhere ends, with files or a problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(BODY.length - 1), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 200 }), async (changes, size) => {
      const body = Buffer.from(BODY);
      for (const [at, value] of changes) body[at] = value;
      for (const item of await parsed(inPieces(body, size), 20)) expect(item).toBeTypeOf('string');
    }),
    { numRuns: 300 },
  );
});

test('what ends the body ends the files', async () => {
  const broken = async function* () {
    yield* inPieces(BODY.subarray(0, 300), 50);
    throw new Problem(413, 'too-large', 'Too large', 'too large');
  };
  expect((await parsed(broken())).at(-1)).toBe('problem too-large');
});

test('more parts than anybody needs are a problem', async () => {
  const part = '--XX\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\n\r\n';
  expect((await parsed(inPieces(Buffer.from(`${part.repeat(1200)}--XX--\r\n`), 4096))).at(-1)).toBe('problem multipart');
  expect(await parsed(inPieces(Buffer.from(`--XX\r\nX: ${'y'.repeat(100_000)}\r\n\r\n--XX--\r\n`), 4096))).not.toHaveLength(1000);
});
