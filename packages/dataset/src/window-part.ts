/** Middle windows start here: the start of playback is over. */
const MIDDLE = 30; // seconds

/** Which windows of a capture are judged: the first one, those well after the start of playback, or all. */
export type WindowPart = 'start' | 'middle' | undefined;

/** Whether a window that starts there, in seconds, is of the part. */
export function isOfPart(start: number, part: WindowPart): boolean {
  return part === undefined || (part === 'start' ? start === 0 : isMiddle(start));
}

export function isMiddle(start: number): boolean {
  return start >= MIDDLE;
}
