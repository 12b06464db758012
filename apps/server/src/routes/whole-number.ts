import { z } from '@hono/zod-openapi';

/** A parameter that is a whole number in decimal digits: neither nothing, nor `0x11` or `1e3`, which `Number` takes for one. */
export function wholeNumber(minimum: number, maximum: number) {
  return z
    .string()
    .refine((text) => /^\d{1,16}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum, `expected a whole number from ${minimum} to ${maximum}`)
    .transform(Number)
    .openapi({ type: 'integer', minimum, maximum });
}
