import { connectNats } from '../nats/connect.ts';
import { recordedSource } from './recorded-tap.fixture.ts';
import { sense } from './sense.ts';

/** A tap in a process of its own, to be killed: node sense-process.fixture.ts URL TAP CAPTURE SPEED. It prints its summary. */
const [url, tap, name, speed] = process.argv.slice(2) as [string, string, string, string];
const connection = await connectNats({ nats: url }, tap);
const summary = await sense({ connection, tap, source: recordedSource(name, Number(speed)), spoolBytes: 64e6, others: [], signal: new AbortController().signal, tell: () => {} });
process.stdout.write(JSON.stringify(summary));
await connection.close();
