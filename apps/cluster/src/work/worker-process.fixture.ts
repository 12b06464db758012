// A worker of its own process, to be stopped and killed: node worker-process.fixture.ts URL NAME [NEWEST_VERSION]
import { setTimeout as sleep } from 'node:timers/promises';
import { isAway } from '../nats/api-error.ts';
import { connectNats } from '../nats/connect.ts';
import { countingFunctions } from './counting-function.fixture.ts';
import { work, type WorkOptions } from './work.ts';

const [nats, name, newest] = process.argv.slice(2) as [string, string, string?];
const ending = new AbortController();
process.on('SIGTERM', () => ending.abort());
const options: Omit<WorkOptions, 'connection'> = {
  name,
  create: countingFunctions(Number(newest ?? 1)),
  settings: 'of tests',
  // Often, so that every test meets checkpoints.
  limits: { messages: 40, seconds: 1 },
  signal: ending.signal,
  tell: (event) => console.log(JSON.stringify(event)),
};
// As what starts a service does, where the server is away just then.
while (!ending.signal.aborted) {
  try {
    const connection = await connectNats({ nats }, name);
    console.log(JSON.stringify({ kind: 'ended', ...(await work({ connection, ...options })) }));
    await connection.close();
    break;
  } catch (error) {
    if (!isAway(error) && !(error as Error).message.startsWith('no connection')) throw error;
    await sleep(100);
  }
}
