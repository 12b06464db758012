/**
 * Puts recordings of test-data/recorded side by side into one capture, as if each had a client of its own: they begin at the same
 * time and have the same addresses. To show the dashboard with many flows.
 *
 *   node scripts/join-recordings.ts RECORDING.csv.gz… JOINED.csv
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const CLIENT = /\b172\.31\.1\.2\b/;
const files = process.argv.slice(2);
const output = files.pop();
if (output === undefined || files.length === 0) {
  console.error('usage: node scripts/join-recordings.ts RECORDING.csv.gz… JOINED.csv');
  process.exit(2);
}
const headers = new Set<string>();
const rows: { readonly second: number; readonly text: string }[] = [];
for (const [i, file] of files.entries()) {
  const [header, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split('\n');
  headers.add(header!);
  for (const line of lines) rows.push({ second: Number.parseInt(line, 10), text: line.replace(CLIENT, `172.31.1.${10 + i}`) });
}
if (headers.size > 1) throw new Error(`found ${headers.size} orders of columns, expected one`);
rows.sort((x, y) => x.second - y.second);
writeFileSync(output, `${[...headers, ...rows.map(({ text }) => text)].join('\n')}\n`);
console.log(`${output}: ${files.length} recordings, ${rows.length} seconds of flows`);
