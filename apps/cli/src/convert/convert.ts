import type { CaptureBatch } from '@tunnelscope/capture/batch';
import { createWriter, type OutputFormat } from '@tunnelscope/capture/create-writer';
import type { CaptureStatistics } from '@tunnelscope/capture/statistics';
import { writeWarningText } from '@tunnelscope/capture/write-statistics';
import { type CaptureWriter, writeCapture } from '@tunnelscope/capture/writer';
import { loadKernels } from '@tunnelscope/core';
import type { Engine } from '@tunnelscope/core/kernels';
import { complain, complainOf } from '../complain.ts';
import { EXIT, type ExitCode, UsageError } from '../exit.ts';
import { CaptureReading } from '../flows/capture-reading.ts';
import { catchInterrupt } from '../interrupt.ts';
import { standardOutput } from '../output.ts';
import { Progress } from '../progress.ts';
import { isSameFile } from '../same-file.ts';
import { bytesText, plural } from '../text/quantity.ts';
import { CountedRows } from './counted-rows.ts';
import { type OutputName, outputName } from './output-name.ts';
import { writeOutput } from './write-output.ts';

export interface ConvertOptions {
  readonly format?: OutputFormat;
  readonly microseconds?: true;
  readonly engine: Engine;
  readonly maskAddresses?: true;
  readonly quiet?: true;
}

/**
 * Writes a capture in another format. Of one that cannot be read to its end, or by Ctrl-C, what was read is written, and that is said;
 * where nothing was read there is no output.
 * @throws UsageError if the output cannot be what it is asked to be; InputError if it cannot be written
 */
export async function convert(input: string, path: string, options: ConvertOptions): Promise<ExitCode> {
  const output = outputName(path, options.format);
  refuseTerminal(output);
  if (await isSameFile(input, path)) throw new UsageError(`${path} is the input itself: give the output another name`);
  const kernels = await loadKernels(options.engine);
  const quiet = options.quiet === true;
  const names = options.maskAddresses ? new (await import('@tunnelscope/detector/pseudonyms')).Pseudonyms() : null;
  const mask = (text: string) => names?.text(text) ?? text;
  const interrupt = catchInterrupt();
  const progress = new Progress(quiet);
  const reading = new CaptureReading(input, kernels, interrupt, progress, { shownName: mask(input), afterInterrupt: 'what was read' });
  const batches = reading.batches();
  let writer: CaptureWriter | null = null;
  try {
    const first = await batches.next();
    const { fault, statistics } = reading;
    if (!first.done || (fault === null && !interrupt.aborted)) {
      const format = formatFor(input, output, statistics);
      const source = new CountedRows(first, batches, statistics);
      const giants = () => source.giants;
      writer = createWriter(format, { microseconds: options.microseconds === true, keepEnds: statistics.format === 'network-stats', giants });
      await writeOutput(output, writeCapture(await prepared(source.batches(), format, statistics, options), writer));
    }
  } finally {
    await batches.return();
    progress.clear();
  }
  if (!quiet) {
    for (const warning of reading.warnings) complain(mask(`warning: ${warning}`));
    for (const warning of writer?.statistics.warnings ?? []) complain(mask(`warning: ${shownName(output)}: ${writeWarningText(warning)}`));
  }
  const exitCode = reading.fault ? complainOf(reading.fault, mask) : interrupt.aborted ? EXIT.interrupted : EXIT.done;
  if (exitCode !== EXIT.done) complain(mask(kept(output, writer, reading.fault ? 'before that' : 'before the interruption')));
  if (writer && path !== '-') await standardOutput().write(`${mask(summary(output, writer, reading.statistics))}\n`);
  return exitCode;
}

/** @throws UsageError for bytes that nobody can look at on a terminal */
function refuseTerminal({ path, format }: OutputName): void {
  if (path !== '-' || !standardOutput().terminal || (format !== 'pcap' && format !== 'pcapng')) return;
  throw new UsageError(`${format} is not for terminals: send standard output to a file or another program`);
}

/** @throws UsageError if packets are asked for, of an input that has none */
function formatFor(input: string, { format }: OutputName, { resolution }: CaptureStatistics): OutputFormat {
  if (resolution !== 'second') return format ?? 'network-stats';
  if (format !== null && format !== 'network-stats-regular') {
    throw new UsageError(`${input} has totals of seconds and no packets, which ${format} is made of: it can be written as network-stats-regular only`);
  }
  return 'network-stats-regular';
}

/** The batches as the writer wants them. What only some conversions need is loaded for these. */
async function prepared(batches: AsyncIterable<CaptureBatch>, format: OutputFormat, statistics: CaptureStatistics, { maskAddresses }: ConvertOptions): Promise<AsyncIterable<CaptureBatch>> {
  let masked = batches;
  if (maskAddresses) {
    const { AddressMask, maskFlows } = await import('./masked-flows.ts');
    masked = maskFlows(batches, new AddressMask());
  }
  const packets = format === 'pcap' || format === 'pcapng';
  if (!packets || statistics.format !== 'network-stats') return masked;
  return (await import('@tunnelscope/capture/time-order')).inOrderOfTime(masked);
}

function shownName({ path }: OutputName): string {
  return path === '-' ? 'standard output' : path;
}

function kept(output: OutputName, writer: CaptureWriter | null, when: string): string {
  const name = shownName(output);
  return writer ? `${name} holds the ${plural(writer.statistics.packets, 'packet')} ${when}` : `${name} is not written: there was nothing ${when}`;
}

function summary(output: OutputName, { statistics }: CaptureWriter, { flows }: CaptureStatistics): string {
  return `${shownName(output)}: ${plural(statistics.packets, 'packet')}, ${bytesText(statistics.bytes)}, ${plural(flows, 'flow')}`;
}
