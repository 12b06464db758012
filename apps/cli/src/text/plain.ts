/** Characters that steer a terminal, or turn the direction of text: captures and file names may hold any. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text from outside made harmless for a terminal: each steering character is replaced by a visible one. */
export function harmless(text: string): string {
  return text.replace(STEERING, '\ufffd');
}

/** A message as one harmless line. */
export function onOneLine(text: string): string {
  return harmless(text.trim().replace(/\s*\n\s*/g, ' '));
}
