import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ExitCode, UsageError } from '../exit.ts';
import { isNatsAddress, isServerAddress } from '../remote/server-address.ts';
import type { WatchCommandOptions } from '../watch/watch.ts';
import type { Finish } from './finish.ts';
import { addNatsFiles } from './nats-options.ts';
import { clientOption, engineOption, modelOption, noColorOption, positive, quietOption, speedFactor } from './options.ts';

const EXAMPLES = `
Examples:
  tunnelscope watch                               two recorded captures, replayed
  tunnelscope watch tunnel.pcap                   replayed ten times as fast
  tunnelscope watch tunnel.pcap --speed max       as fast as possible
  sudo tunnelscope watch --interface eth0
  sudo tunnelscope watch --interface eth0 --filter 'udp port 51820'
  sudo tcpdump -i eth0 -s 96 -U -w - | tunnelscope watch -
  tunnelscope watch growing.pcap --follow
  tunnelscope watch tunnel.pcap --snapshot screen.svg --size 120x40
  tunnelscope watch tunnel.pcap | jq -c 'select(.kind=="verdict")'
  tunnelscope watch http://127.0.0.1:8787         what a server sees (serve)
  tunnelscope watch https://tap.example.org --token-file token
  tunnelscope watch http://127.0.0.1:8787 --json  its events as they happen
  tunnelscope watch nats://127.0.0.1:4222         what all workers see (work)

In a terminal: arrows or j and k move, Enter opens a flow, / filters, s sorts,
? lists all keys, q quits. Packets may come through standard input; the keyboard
is then that of the terminal.

Where standard output is no terminal, or with --json, it gets a line of JSON for
everything that happens to a flow (kind verdict, client, tunnel, end), and each
minute and at the end one with all counters (kind stats); a file is then read as
fast as possible.

--interface runs tcpdump, which must be installed and allowed to capture (sudo,
or once: setcap cap_net_raw,cap_net_admin=eip on it); the first 96 bytes of each
packet are taken. tcpdump -D lists the interfaces, and what it drops is shown.

A server is followed until q, over as many connections as it takes; with --json
no event is missing or comes twice, and where the server has kept some no longer,
or has begun another history, a line of kind gap says so. Its token is in the
file of --token-file or in TUNNELSCOPE_TOKEN, never on the command line, where
everybody on this machine could see it. NODE_EXTRA_CA_CERTS=ca.pem trusts a
certificate that no public authority made. Whose clients, which model and what
is masked is decided where serve runs.

At nats://HOST:PORT (or tls://, several by commas) are workers: all that they
follow is shown, with events from now on. Partitions that nobody works on are
named. Addresses are masked here, as the workers do not.

A flow is followed until it is silent for --idle seconds. When the flows take
more than --memory, those with the least traffic leave first, and are counted.`;

/** Adds `tunnelscope watch`. */
export function addWatch(program: Command, finish: Finish): void {
  const watch = program
    .command('watch')
    .summary('show the flows of a running stream, and what they carry')
    .description('Shows the flows of a stream as it goes on, and what they carry: live from an interface or a pipe, a capture replayed, or what a server sees.')
    .argument('[source]', 'capture, - for standard input, or the address of a server: http://host:port or nats://host:port')
    .addOption(new Option('--json', 'events as lines of JSON, in a terminal too').conflicts('snapshot'))
    .addOption(new Option('--token-file <file>', 'file with the token for a server (or the token itself in TUNNELSCOPE_TOKEN)'));
  addNatsFiles(watch)
    .addOption(new Option('--interface <name>', 'capture from a network interface, by tcpdump').conflicts('speed').conflicts('follow'))
    .addOption(new Option('--filter <expression>', "only what this holds for, in tcpdump's syntax"))
    .addOption(new Option('--speed <factor>', 'speed of a replay: 1, 10, any other number, or max (default: 10 in a terminal, else max)').argParser(speedFactor))
    .addOption(new Option('--follow', 'the capture is still being written: wait for more of it').conflicts('speed'))
    .addOption(new Option('--snapshot <file>', 'write one frame of the dashboard to a .txt or .svg file at the end, and end'))
    .addOption(new Option('--size <columns>x<rows>', 'size of that frame (default: 160x50)').argParser(frameSize))
    .addOption(new Option('--after <seconds>', 'take it after so many seconds, if the end does not come before (default: 60 for what has no end)').argParser(positive))
    .addOption(new Option('--idle <seconds>', 'forget flows that were silent for so long (default: 120)').argParser(positive))
    .addOption(new Option('--memory <megabytes>', 'what the flows may take (default: 512)').argParser(positive))
    .addOption(clientOption())
    .addOption(new Option('--mask-addresses', 'names instead of addresses, the same for the same address'))
    .addOption(engineOption())
    .addOption(modelOption())
    .addOption(quietOption())
    .addOption(noColorOption())
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, parsed: Omit<WatchCommandOptions, 'client'> & Partial<Pick<WatchCommandOptions, 'client'>> & { readonly tokenFile?: string }, command: Command) => {
      if (file !== undefined && parsed.interface !== undefined) throw new UsageError(`found both ${file} and --interface ${parsed.interface}: watch one of them`);
      if (parsed.filter !== undefined && parsed.interface === undefined) throw new UsageError("--filter is tcpdump's and needs --interface");
      if (parsed.snapshot === undefined && (parsed.size ?? parsed.after) !== undefined) throw new UsageError('--size and --after are about --snapshot FILE, which is missing');
      if (parsed.follow && file === undefined) throw new UsageError('--follow needs a capture to follow');
      if (parsed.snapshot !== undefined) (await import('../watch/write-snapshot.ts')).snapshotFormat(parsed.snapshot);
      if (file !== undefined && isNatsAddress(file)) return finish(await watchWorkersAt(file, parsed, command));
      for (const [name, option] of Object.entries(NATS_FILES)) if (command.getOptionValueSource(name) === 'cli') throw new UsageError(`${option} is for NATS servers: tunnelscope watch nats://HOST:PORT`);
      if (file !== undefined && isServerAddress(file)) return finish(await watchAddress(file, parsed, command));
      if (parsed.tokenFile !== undefined) throw new UsageError('--token-file is for a server: tunnelscope watch http://HOST:PORT');
      const { watchBundled, watchStream } = await import('../watch/watch.ts');
      const options = { ...parsed, client: parsed.client ?? [] };
      const bundled = file === undefined && parsed.interface === undefined;
      finish(bundled ? await watchBundled(options) : await watchStream(file === undefined ? [] : [file], options));
    });
}

const NATS_FILES = { creds: '--creds', tlsCa: '--tls-ca', tlsCert: '--tls-cert', tlsKey: '--tls-key', inbox: '--inbox' } as const;

/** What only a stream of this process has, and is decided where the server runs. */
const NOT_OF_SERVERS = ['interface', 'filter', 'follow', 'idle', 'memory', 'client', 'maskAddresses', 'model'] as const;

async function watchAddress(address: string, options: Omit<WatchCommandOptions, 'client'> & { readonly tokenFile?: string }, command: Command): Promise<ExitCode> {
  refuse(NOT_OF_SERVERS, 'the server runs: give it to serve', options, command);
  const { watchServer } = await import('../remote/watch-server.ts');
  return watchServer(address, options);
}

async function watchWorkersAt(servers: string, options: Omit<WatchCommandOptions, 'client'> & { readonly tokenFile?: string }, command: Command): Promise<ExitCode> {
  if (options.tokenFile !== undefined) throw new UsageError('--token-file is for a server of serve: NATS servers take --creds FILE');
  refuse(NOT_OF_SERVERS.filter((name) => name !== 'maskAddresses'), 'the workers run: give it to work', options, command);
  const { watchWorkers } = await import('../remote/watch-workers.ts');
  return watchWorkers(servers, options);
}

/** @throws UsageError if one of these options was given */
function refuse(names: readonly string[], where: string, { speed }: Pick<WatchCommandOptions, 'speed'>, command: Command): void {
  if (speed !== undefined) throw new UsageError('--speed is for a capture that is replayed: a server shows what comes as it comes');
  for (const name of names) {
    if (command.getOptionValueSource(name) !== undefined) throw new UsageError(`${command.options.find((option) => option.attributeName() === name)!.long} is decided where ${where}`);
  }
}

function frameSize(text: string): { columns: number; rows: number } {
  const [, columns, rows] = /^(\d{1,3})x(\d{1,3})$/.exec(text) ?? [];
  if (!(Number(columns) >= 20 && Number(rows) >= 5)) throw new InvalidArgumentError('Expected columns and rows such as 80x24, at least 20x5.');
  return { columns: Number(columns), rows: Number(rows) };
}
