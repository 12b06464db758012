import { expect, test } from 'vitest';
import { recorded } from '../detail/recorded.fixture.ts';
import { exportFormat } from './export-format.ts';
import { exportTable } from './export-table.ts';

test('flows are lines in the order given, as CSV and as NDJSON', async () => {
  const [live, vod] = await Promise.all([recorded('pair_live4_hls_wg_p86.pcap.gz', 40), recorded('pair_vod4_hls_wg_p86.pcap.gz', 5)]);
  const flows = [vod.flow.line, live.flow.line];
  const lines = exportTable(flows, 'ndjson').trimEnd().split('\n').map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { flow: { client: '172.31.1.2', clientPort: 60078 }, verdict: 'unknown', probability: null, probabilities: null, since: null },
    { flow: { client: '172.31.1.2', clientPort: 41831 }, verdict: 'live', likely: 'live', since: new Date(live.flow.start).toISOString() },
  ]);
  const [header, first, second] = exportTable(flows.map((line) => ({ ...line, flow: { ...line.flow, client: 'a "b", c' } })), 'csv').trimEnd().split('\n');
  expect(header).toBe('id,client,clientPort,server,serverPort,protocol,tunnel,clientCertain,start,durationSeconds,packets,bytesDown,bytesUp,verdict,subtype,probability,likely,probabilities.live,probabilities.vod,probabilities.other,since,resolution');
  expect(first).toMatch(/^[0-9a-f]{12},"a ""b"", c",60078,/);
  expect(second).toMatch(/,live,broadcast,0\.\d+,live,/);
});

test('the name of the file tells the format', () => {
  expect(['a.csv', 'B.CSV', 'x.ndjson', 'x.jsonl', 'y.json'].map(exportFormat)).toEqual(['csv', 'csv', 'ndjson', 'ndjson', 'ndjson']);
  expect(() => exportFormat('flows.txt')).toThrow('flows.txt: expected a name that ends in .csv or .ndjson');
  expect(() => exportFormat('flows')).toThrow('.csv or .ndjson');
});
