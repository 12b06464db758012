import { describe, expect, test } from 'vitest';
import { JUMP, StreamClock } from './stream-clock.ts';

const T0 = 1_600_000_000_000;

function clockAt(time: number): StreamClock {
  const clock = new StreamClock();
  expect(clock.tell(time)).toBe('runs');
  return clock;
}

describe('the time of a stream', () => {
  test('runs with the latest packet; earlier ones within a minute do not set it back', () => {
    const clock = clockAt(T0);
    for (const time of [T0 + 5, T0 + 3, T0 + JUMP, T0 + 10]) expect(clock.tell(time)).toBe('runs');
    expect(clock.now).toBe(T0 + JUMP);
  });

  test.each([['ahead', 3_600_000], ['set back', -3_600_000]] as const)('a single packet of another time is a stray one, the second confirms: %s', (step, by) => {
    const clock = clockAt(T0);
    expect(clock.tell(T0 + by)).toBe('stray');
    expect(clock.now).toBe(T0);
    expect(clock.tell(T0 + by + 20)).toBe(step);
    expect(clock.now).toBe(T0 + by + 20);
  });

  test('a stray packet is forgotten when the old time goes on, and two of different times confirm nothing', () => {
    const clock = clockAt(T0);
    expect(clock.tell(T0 + 10 * JUMP)).toBe('stray');
    expect(clock.tell(T0 + 1)).toBe('runs');
    expect(clock.tell(T0 + 10 * JUMP)).toBe('stray');
    expect(clock.tell(T0 - 30 * JUMP)).toBe('stray');
    expect(clock.tell(T0 + 30 * JUMP)).toBe('stray');
    expect(clock.tell(T0 + 200 * JUMP)).toBe('stray');
    expect(clock.now).toBe(T0 + 1);
  });

  test('passes without packets, never backwards', () => {
    const clock = clockAt(T0);
    clock.pass(T0 + 5 * JUMP);
    clock.pass(T0);
    expect(clock.now).toBe(T0 + 5 * JUMP);
  });

  test('packets that are minutes apart are a stream all the same', () => {
    const clock = clockAt(T0);
    const steps = Array.from({ length: 6 }, (_, i) => clock.tell(T0 + 90_000 * (i + 1)));
    expect(steps).toEqual(['stray', 'ahead', 'stray', 'ahead', 'stray', 'ahead']);
  });

  test('packets that were held up while time passed are late, not of another time; the stream goes on at theirs', () => {
    const clock = clockAt(T0);
    clock.pass(T0 + 5 * JUMP);
    expect(clock.tell(T0 + 1000)).toBe('runs');
    expect(clock.now).toBe(T0 + 1000);
    clock.pass(T0 + 3000);
    expect(clock.tell(T0 + 2000)).toBe('runs');
    expect(clock.now).toBe(T0 + 3000);
  });
});
