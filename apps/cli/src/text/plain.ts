/** Characters that steer a terminal, or turn the direction of text: captures and file names may hold any. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const STEERING = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** Text from outside made harmless for a terminal: each steering character is replaced by a visible one. */
export function harmless(text: string): string {
  return text.replace(STEERING, '\ufffd');
}

/** A value as JSON, with those of these characters escaped that JSON leaves as they are: a terminal may be where it is read. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value).replace(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A message as one harmless line. */
export function onOneLine(text: string): string {
  return harmless(text.trim().replace(/\s*\n\s*/g, ' '));
}
