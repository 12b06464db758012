import { z } from 'zod';
import { condition } from '../plan/condition.ts';

/** What the client's process is told, JSON, as its only argument. */
export const clientOrder = z.strictObject({
  condition,
  /** `viewer`: does the condition's activity. `peer`: the other side of a call. */
  role: z.enum(['viewer', 'peer']),
  /** Address of the origin, such as https://10.50.0.2. */
  base: z.url(),
  /** Of this client alone: the profile of a browser, removed in the end. */
  folder: z.string(),
  /** A file of pictures, y4m, that a call sends; null: no call. */
  camera: z.string().nullable(),
});

export type ClientOrder = z.infer<typeof clientOrder>;
