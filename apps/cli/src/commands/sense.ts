import { TAP_NAME } from '@tunnelscope/cluster/subjects';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../exit.ts';
import type { SenseCommandOptions } from '../sense/sense.ts';
import type { Finish } from './finish.ts';
import { addNatsOptions } from './nats-options.ts';
import { engineOption, noColorOption, quietOption, speedFactor } from './options.ts';

const EXAMPLES = `
Examples:
  sudo tunnelscope sense --interface eth0 --tap lobby --nats nats://10.0.0.5:4222
  sudo tunnelscope sense --interface eth0 --filter 'udp port 51820' --tap lobby
  sudo tcpdump -i eth0 -s 96 -U -w - | tunnelscope sense - --tap lobby
  tunnelscope sense tunnel.pcap --tap disk --json
  tunnelscope sense east.pcap --tap east --with west --speed 10
  TUNNELSCOPE_NATS=tls://nats.example.org tunnelscope sense --interface eth0 \\
    --tap lobby --creds lobby.creds --tls-ca ca.pem

A tap sends times, sizes and directions of packets, and the addresses of flows:
never what packets carry. Workers (tunnelscope work) judge the flows; the server is
made ready once by tunnelscope nats init.

A file is sent whole: it waits for the server, and the same command goes on where
it was if it was interrupted; until then files of other taps wait for it. Once sent
to its end, it is sent anew. An interface
or a pipe never waits: while the server is away or its stream is full, --spool
megabytes are kept; then the oldest packets are dropped, counted, and told of to the
workers. Ctrl-C ends the flows of an interface or a pipe.

Taps that replay files of the same time wait for each other by --with. Each tap has
a name of its own: of two processes with the same one, the one that began first ends.

Standard error tells at the end what was sent; --json prints it as a line of JSON.`;

/** Adds `tunnelscope sense`. */
export function addSense(program: Command, finish: Finish): void {
  const command = program
    .command('sense')
    .summary('send what a tap sees to workers on other machines')
    .description('Sends packet times, sizes and directions to a NATS server, for tunnelscope work on other machines to judge: live from an interface or a pipe, or from a capture.')
    .argument('[source]', 'capture, or - for standard input')
    .addOption(new Option('--tap <name>', 'name of this tap: letters, digits, - and _').argParser(tapName).makeOptionMandatory())
    .addOption(new Option('--interface <name>', 'capture from a network interface, by tcpdump').conflicts('speed'))
    .addOption(new Option('--filter <expression>', "only what this holds for, in tcpdump's syntax"))
    .addOption(new Option('--speed <factor>', 'speed of a file: 1, 10, any other number, or max').argParser(speedFactor).default(Infinity, 'max'))
    .addOption(new Option('--with <taps>', 'begin once these taps are there, by commas').argParser((text: string) => text.split(',').map(tapName)).default([], 'none'))
    .addOption(new Option('--spool <megabytes>', 'what may wait in memory for the server').argParser(megabytes).default(64));
  addNatsOptions(command)
    .addOption(new Option('--json', 'what was sent as a line of JSON'))
    .addOption(engineOption())
    .addOption(quietOption())
    .addOption(noColorOption())
    .addHelpText('after', EXAMPLES)
    .action(async (source: string | undefined, options: SenseCommandOptions) => {
      refuseMisuse(source, options);
      const { senseSource } = await import('../sense/sense.ts');
      finish(await senseSource(source, options));
    });
}

function refuseMisuse(source: string | undefined, options: SenseCommandOptions): void {
  if (source === undefined && options.interface === undefined) throw new UsageError('nothing to read: give a capture, - for standard input, or --interface NAME');
  if (source !== undefined && options.interface !== undefined) throw new UsageError(`found both ${source} and --interface ${options.interface}: sense one of them`);
  if (options.filter !== undefined && options.interface === undefined) throw new UsageError("--filter is tcpdump's and needs --interface");
  if (options.with.includes(options.tap)) throw new UsageError(`--with ${options.tap}: a tap does not wait for itself`);
}

/** The name of a tap. */
export function tapName(text: string): string {
  if (!TAP_NAME.test(text)) throw new InvalidArgumentError('Expected 1 to 64 letters, digits, - or _.');
  return text;
}

function megabytes(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number > 0) || number === Infinity) throw new InvalidArgumentError('Expected a number above 0.');
  return number;
}
