import { z } from 'zod';
import { condition } from '../plan/condition.ts';

/** What the origin's process is told: JSON, as its only argument. */
export const originOrder = z.strictObject({
  condition,
  /** Folder of the encoded titles. */
  media: z.string(),
  cert: z.string(),
  key: z.string(),
  host: z.string(),
  /** 0: any that is free. */
  port: z.int().min(0).max(65_535),
});

export type OriginOrder = z.infer<typeof originOrder>;
