import type { Endpoint } from '@tunnelscope/capture/batch';
import { plain } from './plain.ts';

/** `10.0.0.1:443`, `[2001:db8::1]:443`; without a port where there is none. @param mask what is shown in place of an address */
export function endpointText({ address, port }: Endpoint, mask: (address: string) => string): string {
  const shown = plain(mask(address));
  if (port === 0) return shown;
  return shown.includes(':') ? `[${shown}]:${port}` : `${shown}:${port}`;
}
