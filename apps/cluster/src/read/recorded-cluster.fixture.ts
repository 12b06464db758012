// A real server and workers on recorded captures, as a process of its own for tests of other programs: node recorded-cluster.fixture.ts PARTITIONS
// Commands come as lines on standard input; each is answered with a line of JSON.
import { createInterface } from 'node:readline';
import { jetstreamManager } from '@nats-io/jetstream';
import { connectNats } from '../nats/connect.ts';
import { init } from '../nats/init.ts';
import { DEFAULT_SETTINGS } from '../nats/settings.ts';
import { startNatsServer } from '../nats-server.fixture.ts';
import { VERDICTS_STREAM } from '../subjects.ts';
import { RecordedWorker } from './recorded-worker.fixture.ts';

const server = await startNatsServer();
const connection = await connectNats({ nats: server.url }, 'recorded-cluster');
await init(connection, { ...DEFAULT_SETTINGS, partitions: Number(process.argv[2]), maxBytes: 2 ** 26 });
const workers = new Map<number, RecordedWorker>();

const say = (answer: object) => console.log(JSON.stringify(answer));
say({ url: server.url });

/** Who follows the events now. */
async function followers(): Promise<number> {
  const { state } = await (await jetstreamManager(connection)).streams.info(VERDICTS_STREAM);
  return state.consumer_count;
}

async function obey(command: string, partition: number, word: string | undefined): Promise<object> {
  if (command === 'followers') return { followers: await followers() };
  if (command === 'kill') await server.kill();
  if (command === 'start') await server.start();
  if (command === 'work') workers.set(partition, await RecordedWorker.start(connection, word!, { partition, name: `worker-${partition}` }));
  const worker = workers.get(partition);
  if (command === 'judge') await worker!.judge(Number(word));
  if (command === 'finish') await worker!.finish();
  if (command === 'leave') await worker!.close();
  return { flows: worker?.detector.flows.size ?? 0, events: worker?.lines.map(({ past: _past, ...line }) => line) ?? [] };
}

for await (const line of createInterface(process.stdin)) {
  const [command, partition, word] = line.split(' ');
  say(await obey(command!, Number(partition ?? 0), word));
}
await Promise.all([...workers.values()].map((worker) => worker.close().catch(() => {})));
await connection.close();
await server.close();
