import type { SeenFlow } from '../flow-source.ts';
import type { Row } from './row.ts';

/** A row as the table has it, of nothing in particular. */
export function rowWith(changes: Partial<Row>): Row {
  return {
    number: 0, flow: {} as SeenFlow, client: '10.0.0.1:40000', server: '198.51.100.1:51820', tunnel: 'wireguard', rate: 1_500_000,
    verdict: 'live', subtype: 'broadcast', probability: 0.93, since: 1000, ended: null, ...changes,
  };
}
