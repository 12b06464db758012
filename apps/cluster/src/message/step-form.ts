import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { STEP } from './codes.ts';
import { readTime } from './header-form.ts';
import type { LostStep, MessageStep } from './message.ts';
import { MessageError } from './message-error.ts';
import { readPackets, readSeconds } from './rows-form.ts';

/** Steps other than rows. Times are counted from `time`, in epoch ms, which each sweep moves on. */

export function writeSweep(out: ByteWriter, time: number, now: number): void {
  out.byte(STEP.sweep);
  out.signed(now - time);
}

export function writeSetBack(out: ByteWriter): void {
  out.byte(STEP.setBack);
}

export function writeEnd(out: ByteWriter, time: number, now: number): void {
  out.byte(now === -Infinity ? STEP.endOfNothing : STEP.end);
  if (now > -Infinity) out.signed(now - time);
}

export function writeLost(out: ByteWriter, time: number, { packets, from, to }: Omit<LostStep, 'kind'>): void {
  out.byte(STEP.lost);
  out.varint(packets);
  out.signed(from - time);
  out.signed(to - time);
}

/** A message has no more: a step without rows takes less room in the message than when it is read. */
export const MOST_STEPS = 8192;

/** Reads all steps that are left. @param from epoch ms that times are counted from */
export function readSteps(input: ByteReader, from: number): MessageStep[] {
  const steps: MessageStep[] = [];
  let time = from;
  while (input.left > 0) {
    const step = readStep(input, time);
    if (step.kind === 'sweep') time = step.now;
    if (steps.push(step) > MOST_STEPS) throw new MessageError(input.offset, 'one more step', `at most ${MOST_STEPS}`);
  }
  return steps;
}

function readStep(input: ByteReader, time: number): MessageStep {
  const code = input.byte('a step');
  switch (code) {
    case STEP.packets:
      return readPackets(input, time);
    case STEP.seconds:
      return readSeconds(input, time);
    case STEP.sweep:
      return { kind: 'sweep', now: readTime(input, time) };
    case STEP.setBack:
      return { kind: 'setBack' };
    case STEP.end:
      return { kind: 'end', now: readTime(input, time) };
    case STEP.endOfNothing:
      return { kind: 'end', now: null };
    case STEP.lost:
      return { kind: 'lost', packets: input.varint('a count of packets'), from: readTime(input, time), to: readTime(input, time) };
    default:
      throw new MessageError(input.offset - 1, `step ${code}`, `one of ${Object.values(STEP).join(', ')}`);
  }
}
