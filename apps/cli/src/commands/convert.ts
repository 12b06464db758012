import { type Command, Option } from 'commander';
import type { ConvertOptions } from '../convert/convert.ts';
import type { Finish } from './finish.ts';
import { engineOption, noColorOption, quietOption } from './options.ts';

/** Those of @tunnelscope/capture, without loading it. */
const FORMATS = ['pcap', 'pcapng', 'network-stats', 'network-stats-regular'] as const satisfies readonly NonNullable<ConvertOptions['format']>[];

const EXAMPLES = `
Examples:
  tunnelscope convert tunnel.pcap tunnel.csv
  tunnelscope convert tunnel.csv.gz tunnel.pcapng
  tunnelscope convert tunnel.pcapng - --format network-stats | head
  tunnelscope convert tunnel.pcap shared.pcap.gz --mask-addresses
  tcpdump -i eth0 -s 96 -U -w - | tunnelscope convert - tunnel.csv.zst

The output's name tells its format: .pcap, .pcapng or .csv, with .gz or .zst
behind it compressed. CSV is network-stats with a list of packets in every row
(network-stats), or totals of seconds (network-stats-regular) where the input
has no more; these cannot become packets.

Written is what verdicts are made of: times, sizes, directions and ends of
flows. Packet files hold headers made of these (IP, ports), no payload, and the
original lengths; a packet's link layer and a fragment's offset are not kept.
In CSV times are whole milliseconds. IP1 is the end with a local address if the
other's is not, else the one with the smaller address; CSV keeps that of CSV.

network-stats has a row for each second of each flow, under a header:
  Time                   the second: whole seconds since 1970
  IP1,Port1,IP2,Port2    the ends of the flow; in any text, if not addresses
  Proto                  IP protocol number: 6 TCP, 17 UDP
  1->2Bytes,2->1Bytes    IP bytes of that second in each direction
  1->2Pkts,2->1Pkts      packets of it
and, if extended, three lists with a semicolon behind each item:
  packet_times           milliseconds since 1970
  packet_sizes           IP total lengths in bytes
  packet_dirs            1 from IP1 to IP2, 2 from IP2 to IP1
The columns may stand in any order, and others among them are passed over.

The output appears when it is complete. An input that cannot be read to its end
is written as far as it goes, which is said.`;

/** Adds `tunnelscope convert`. */
export function addConvert(program: Command, finish: Finish): void {
  program
    .command('convert')
    .summary('write a capture as pcap, pcapng or network-stats CSV')
    .description('Writes a capture in another format: pcap, pcapng or network-stats CSV.')
    .argument('<input>', 'capture, or - for standard input')
    .argument('<output>', 'file to write, or - for standard output')
    .addOption(new Option('--format <format>', 'format of the output, whatever its name').choices(FORMATS))
    .addOption(new Option('--microseconds', 'pcap with times in microseconds instead of nanoseconds, for programs that read no others'))
    .addOption(new Option('--mask-addresses', 'addresses of 240.0.0.0/4 and 2001:db8::/32 instead of the real ones, the same for the same address'))
    .addOption(engineOption())
    .addOption(quietOption())
    .addOption(noColorOption())
    .addHelpText('after', EXAMPLES)
    .action(async (input: string, output: string, parsed: ConvertOptions) => {
      const { convert } = await import('../convert/convert.ts');
      finish(await convert(input, output, parsed));
    });
}
