// A worker of its own process, to be stopped and killed: node worker-process.fixture.ts URL NAME [NEWEST_VERSION]
import { connectNats } from '../nats/connect.ts';
import { countingFunctions } from './counting-function.fixture.ts';
import { work } from './work.ts';

const [nats, name, newest] = process.argv.slice(2) as [string, string, string?];
const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
const connection = await connectNats({ nats }, name);
const summary = await work({
  connection,
  name,
  create: countingFunctions(Number(newest ?? 1)),
  // Often, so that every test meets checkpoints.
  limits: { messages: 40, seconds: 1 },
  signal: ending.signal,
  tell: (event) => console.log(JSON.stringify(event)),
});
console.log(JSON.stringify({ kind: 'ended', ...summary }));
await connection.close();
