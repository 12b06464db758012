import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../exit.ts';
import type { ServeCommandOptions } from '../serve/serve.ts';
import type { Finish } from './finish.ts';
import { addOptionalNats } from './nats-options.ts';
import { clientOption, engineOption, modelOption, positive, wholeNumber } from './options.ts';

const EXAMPLES = `
Examples:
  tunnelscope serve
  curl --data-binary @tunnel.pcap -H 'Content-Type: application/octet-stream' \\
    http://127.0.0.1:8787/v1/classify
  curl -H 'Accept: application/x-ndjson' -F file=@tunnel.pcap http://127.0.0.1:8787/v1/classify
  tunnelscope serve --token-file tokens --new-token sensor-1 --scopes write
  sudo tunnelscope serve --interface eth0 --filter 'udp port 51820'
  tunnelscope serve --host 0.0.0.0 --token-file tokens
  tunnelscope serve --nats nats://127.0.0.1:4222

/docs describes what can be asked, /openapi.json does so for programs, /metrics
is for Prometheus. A service that others can reach needs tokens: --new-token
prints one and keeps its hash in the file; it is sent as Authorization: Bearer
TOKEN. Scope read allows GET (/metrics too), write POST.

With --nats the flows are those of all workers, their events are kept and sent
as those of a stream of this machine, and /readyz names partitions that have no
worker. Packets come from taps (tunnelscope sense), not over HTTP; captures and
series are judged here as always.

Every option can be given as the environment variable named beside it; the
command line wins. Lists have commas between their items. Encryption is the task
of a proxy in front: name it with --allow-host.

The log goes to standard error, a line of JSON for each request. SIGTERM and
Ctrl-C end the service when accepted requests are answered, or after
--shutdown-timeout; another one, half a second later or more, ends it at once.
npx does not pass SIGTERM on: what ends the service by a signal should start
node_modules/node/bin/node node_modules/.bin/tunnelscope.`;

/** Decided where the flows are followed. */
const OF_WORKERS = ['idle', 'memory'] as const;
const NATS_FILES = { creds: '--creds', tlsCa: '--tls-ca', tlsCert: '--tls-cert', tlsKey: '--tls-key', inbox: '--inbox' } as const;

/** Adds `tunnelscope serve`. */
export function addServe(program: Command, finish: Finish): void {
  const serve = program
    .command('serve')
    .summary('answer over HTTP')
    .description('The HTTP service: judges captures, series and packets that are sent to it, or a stream of this machine, and keeps a history of it.')
    .addOption(new Option('--host <address>', 'where to listen').env('TUNNELSCOPE_HOST').default('127.0.0.1'))
    .addOption(new Option('--port <number>', '0 for any free one').env('TUNNELSCOPE_PORT').argParser(portNumber).default(8787))
    .addOption(new Option('--interface <name>', 'judge a network interface of this machine, by tcpdump').env('TUNNELSCOPE_INTERFACE').conflicts('input'))
    .addOption(new Option('--filter <expression>', "of that only what this holds for, in tcpdump's syntax").env('TUNNELSCOPE_FILTER'))
    .addOption(new Option('--input <file>', 'judge a capture as a stream: a pipe, - for standard input, or a file').env('TUNNELSCOPE_INPUT'))
    .addOption(new Option('--follow', 'that file is still being written: wait for more of it').env('TUNNELSCOPE_FOLLOW'));
  addOptionalNats(serve, 'show what workers (tunnelscope work) follow, in place of a stream of this machine')
    .addOption(new Option('--database <file>', 'history of verdicts and events (without it tunnelscope/history.db in XDG_DATA_HOME or ~/.local/share)').env('TUNNELSCOPE_DATABASE'))
    .addOption(new Option('--keep-days <number>', 'how long it is kept').env('TUNNELSCOPE_KEEP_DAYS').argParser(positive).default(30))
    .addOption(new Option('--keep-size <megabytes>', 'how much of it is kept').env('TUNNELSCOPE_KEEP_SIZE').argParser(positive).default(1074))
    .addOption(new Option('--idle <seconds>', 'forget live flows that were silent for so long').env('TUNNELSCOPE_IDLE').argParser(positive).default(120))
    .addOption(new Option('--memory <megabytes>', 'what live flows may take').env('TUNNELSCOPE_MEMORY').argParser(positive).default(512))
    .addOption(new Option('--token-file <file>', 'tokens that are accepted: name, scopes and SHA-256 on each line').env('TUNNELSCOPE_TOKEN_FILE'))
    .addOption(new Option('--new-token <name>', 'print a new token, add its hash to the token file, and end'))
    .addOption(new Option('--scopes <list>', 'what the new token allows: read, write or both').argParser(scopes).default(['read', 'write'], 'read,write'))
    .addOption(new Option('--allow-host <names>', 'further names that this service is called by').env('TUNNELSCOPE_ALLOW_HOST').argParser(list))
    .addOption(new Option('--cors <origins>', 'origins whose pages may call, such as https://example.org').env('TUNNELSCOPE_CORS').argParser(list))
    .addOption(new Option('--mask-addresses', 'names instead of addresses, the same for the same address of a capture').env('TUNNELSCOPE_MASK_ADDRESSES'))
    .addOption(new Option('--max-capture <megabytes>', 'size of a capture, as sent').env('TUNNELSCOPE_MAX_CAPTURE').argParser(positive).default(10_000))
    .addOption(new Option('--max-decompressed <megabytes>', 'size of a capture once decompressed').env('TUNNELSCOPE_MAX_DECOMPRESSED').argParser(positive).default(100_000))
    .addOption(new Option('--max-body <megabytes>', 'size of any other body').env('TUNNELSCOPE_MAX_BODY').argParser(positive).default(8))
    .addOption(new Option('--rate <number>', 'requests a second of one address (IPv6: of one /64), 0 for any number (without it 200, or any number on loopback)').env('TUNNELSCOPE_RATE').argParser(wholeNumber))
    .addOption(new Option('--concurrent <number>', 'captures that are judged at a time').env('TUNNELSCOPE_CONCURRENT').argParser(atLeastOne).default(8))
    .addOption(new Option('--connections <number>', 'open connections').env('TUNNELSCOPE_CONNECTIONS').argParser(atLeastOne).default(10_000))
    .addOption(new Option('--idle-timeout <seconds>', 'how long a body may pause').env('TUNNELSCOPE_IDLE_TIMEOUT').argParser(positive).default(30))
    .addOption(new Option('--request-timeout <seconds>', 'how long a request may take to arrive').env('TUNNELSCOPE_REQUEST_TIMEOUT').argParser(positive).default(3600))
    .addOption(new Option('--shutdown-timeout <seconds>', 'how long accepted requests may take when the service ends').env('TUNNELSCOPE_SHUTDOWN_TIMEOUT').argParser(positive).default(10))
    .addOption(new Option('--log-level <level>', 'what is logged').env('TUNNELSCOPE_LOG_LEVEL').choices(['silent', 'error', 'warn', 'info', 'debug']).default('info'))
    .addOption(clientOption())
    .addOption(engineOption().env('TUNNELSCOPE_ENGINE'))
    .addOption(modelOption().env('TUNNELSCOPE_MODEL'))
    .addHelpText('after', EXAMPLES)
    .action(async (parsed: Omit<ServeCommandOptions, 'client'> & Partial<Pick<ServeCommandOptions, 'client'>>, command: Command) => {
      const { serveUntilTold } = await import('../serve/serve.ts');
      const { newToken, tokenFile } = parsed;
      if (newToken !== undefined) {
        if (tokenFile === undefined) throw new UsageError('--new-token needs --token-file FILE to keep its hash in');
        const { printNewToken } = await import('../serve/new-token.ts');
        return finish(printNewToken(tokenFile, newToken, parsed.scopes));
      }
      if (parsed.filter !== undefined && parsed.interface === undefined) throw new UsageError("--filter is tcpdump's and needs --interface");
      const follow = switchAsked(command, 'follow');
      if (follow && parsed.input === undefined) throw new UsageError('--follow needs --input FILE to follow');
      for (const name of OF_WORKERS) {
        if (parsed.nats !== undefined && command.getOptionValueSource(name) === 'cli') throw new UsageError(`--${name} is about flows that this process follows: with --nats give it to tunnelscope work`);
      }
      for (const [name, option] of Object.entries(NATS_FILES)) {
        if (parsed.nats === undefined && command.getOptionValueSource(name) === 'cli') throw new UsageError(`${option} is for a NATS server: --nats nats://HOST:PORT`);
      }
      finish(await serveUntilTold({ ...parsed, client: parsed.client ?? [], maskAddresses: switchAsked(command, 'maskAddresses'), follow }));
    });
}

/** A variable that says no says no, though Commander takes it for a flag that was given. */
function switchAsked(command: Command, name: 'maskAddresses' | 'follow'): boolean {
  if (command.getOptionValueSource(name) !== 'env') return command.getOptionValue(name) === true;
  const variable = command.options.find((option) => option.attributeName() === name)!.envVar!;
  const text = process.env[variable] ?? '';
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (/^(0|false|no|off|)$/i.test(text)) return false;
  throw new UsageError(`${variable}: found ${JSON.stringify(text)}, expected 1 or 0`);
}

function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  return port;
}

function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('Expected at least 1.');
  return number;
}

function list(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, ...text.split(',').map((item) => item.trim()).filter(Boolean)];
}

function scopes(text: string): ('read' | 'write')[] {
  const found = list(text);
  if (found.length === 0 || found.some((scope) => scope !== 'read' && scope !== 'write')) throw new InvalidArgumentError('Expected read, write or read,write.');
  return [...new Set(found)] as ('read' | 'write')[];
}
