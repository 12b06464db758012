import { InputError, UsageError } from '../../exit.ts';

export interface TcpdumpFailure {
  readonly interfaceName: string;
  readonly filter: string | undefined;
  /** What it said before it ended. */
  readonly said: string;
  /** Names of the interfaces that there are, as `tcpdump -D` has them. */
  readonly interfaces: readonly string[];
  /** Where its program is, for a command to copy. */
  readonly program: string;
}

/** Why tcpdump did not begin, with what to do about it. */
export function explainTcpdump({ interfaceName, filter, said, interfaces, program }: TcpdumpFailure): InputError | UsageError {
  const words = said.split('\n').map((line) => line.replace(/^tcpdump: /, '').trim()).filter((line) => line !== '' && !/^\(.*\)$/.test(line)).join('; ');
  if (/permission|not permitted/i.test(said)) {
    return new InputError(
      `--interface ${interfaceName}: no right to capture. Either run it by sudo, or give tcpdump that right once: sudo setcap cap_net_raw,cap_net_admin=eip ${program}`,
    );
  }
  if (/no such device|does ?n[o']t exist|isn't up|that device is not up/i.test(said)) {
    const known = interfaces.length > 0 ? `, expected one of ${interfaces.join(', ')}` : '';
    return new InputError(`--interface ${interfaceName}: ${/up/i.test(words) && !/such/i.test(words) ? 'is not up' : 'no such interface'}${known}`);
  }
  if (filter !== undefined && /filter expression|syntax|unknown (host|network|port|ether|protocol|osi)|illegal|expression rejects|parse/i.test(said)) {
    return new UsageError(`--filter ${JSON.stringify(filter)}: tcpdump says ${JSON.stringify(words)}; man pcap-filter describes what it understands`);
  }
  return new InputError(`--interface ${interfaceName}: tcpdump ended at once: ${words || 'it said nothing'}`);
}
