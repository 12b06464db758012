import { plain } from './plain.ts';

/** `10.0.0.1:443`, `[2001:db8::1]:443`; without a port where there is none. */
export function endpointText(address: string, port: number): string {
  const shown = plain(address);
  if (port === 0) return shown;
  return shown.includes(':') ? `[${shown}]:${port}` : `${shown}:${port}`;
}
