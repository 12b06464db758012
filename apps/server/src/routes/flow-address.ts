import { z } from '@hono/zod-openapi';
import { addressBytes, canonicalAddress } from '@tunnelscope/capture/address';

/** What stands for an address where it is masked, or a capture has names: `host-0123456789`, `AnonIP1`, `0`. */
const NAME = /^(?:0|[a-z][\w -]*)$/i;

/** The address of an end of a flow as a parameter: however it is written, it comes out as flows have it. */
export const FlowAddress = z
  .string()
  .max(64)
  .refine((text) => NAME.test(text) || isAddress(text), 'expected an IP address, or a name as flows have it')
  .transform(canonicalAddress);

function isAddress(text: string): boolean {
  try {
    addressBytes(text);
    return true;
  } catch {
    return false;
  }
}
