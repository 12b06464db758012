import type { Stats } from '../../schemas/stats.ts';
import { h, type Tree } from '../tree.ts';
import { foreign, moment, verdictMark } from './pieces.ts';
import { count, counted, quantity } from './quantity.ts';

/** Packets and bits a second, of everything. */
export interface Rates {
  readonly packets: number;
  readonly bits: number;
}

const VERDICTS = ['live', 'vod', 'other', 'unknown'] as const;

/** Counters over all flows, whatever the table shows. @param rates null: not known */
export function totalsView(stats: Stats, rates: Rates | null): Tree[] {
  const { flows, packets, bytes, windows, queue, time, engine, model, sensors, source } = stats;
  const lost = losses(stats);
  return [
    h('ul', { class: 'totals' },
      h('li', { class: 'strong' }, counted(flows.followed, 'flow')),
      VERDICTS.map((verdict) => h('li', {}, count(flows[verdict]), ' ', verdictMark(verdict))),
      rates && h('li', {}, `${quantity(rates.bits, 'bit/s')}, ${count(Math.round(rates.packets))} packet/s`),
      h('li', { class: lost.length > 0 ? 'warning' : 'dim' }, lost.length > 0 ? `⚠ ${lost.join(', ')}` : 'nothing lost'),
    ),
    h('ul', { class: 'totals dim' },
      source && h('li', {}, h('bdi', {}, foreign(source.name)), source.state === 'running' ? '' : ` has ${source.state}`),
      time !== null && h('li', {}, 'stream at ', moment(time)),
      h('li', {}, `${counted(packets, 'packet')}, ${quantity(bytes, 'B')}`),
      h('li', {}, `${counted(windows, 'window')} judged`),
      h('li', {}, `${count(flows.idle)} expired`),
      queue.batches > 0 && h('li', {}, `${counted(queue.batches, 'batch').replace(/s$/, 'es')} waiting`),
      sensors.length > 0 && h('li', { title: sensors.map(({ name }) => foreign(name)).join(', ') }, counted(sensors.length, 'sensor')),
      h('li', {}, `engine ${engine}, model ${foreign(model.name)}`),
    ),
  ];
}

function losses({ dropped, flows, events, store, source, partitions }: Stats): string[] {
  const counters = [
    [dropped.late, 'late packet'], [dropped.stray, 'stray packet'], [flows.evicted, 'evicted flow'], [events.slowClientsDropped, 'slow client'],
  ] as const;
  return [
    ...counters.flatMap(([value, what]) => (value > 0 ? [counted(value, what)] : [])),
    ...sourceLosses(source),
    ...partitionLosses(partitions ?? []),
    ...(store.fault === null ? [] : [`the history is ${store.fault === 'full' ? 'full' : `not writable (${store.fault})`}`]),
  ];
}

function partitionLosses(partitions: NonNullable<Stats['partitions']>): string[] {
  const without = partitions.filter(({ owner }) => owner === null).map(({ partition }) => partition);
  const lost = partitions.reduce((sum, each) => sum + (each.lost ?? 0), 0);
  return [
    ...(without.length > 0 ? [`no worker of ${without.length === 1 ? 'partition' : 'partitions'} ${without.join(', ')}`] : []),
    ...(lost > 0 ? [`${counted(lost, 'packet')} dropped by taps`] : []),
  ];
}

function sourceLosses(source: Stats['source']): string[] {
  if (source === null) return [];
  const { droppedByKernel, flowsForgottenByReader, skipped, warnings, error } = source;
  return [
    ...(droppedByKernel ? [`${counted(droppedByKernel, 'packet')} dropped by the system`] : []),
    ...(flowsForgottenByReader > 0 ? [`${counted(flowsForgottenByReader, 'flow')} forgotten by the reader`] : []),
    ...Object.entries(skipped).map(([reason, value]) => `${counted(value, 'record')} skipped: ${foreign(reason)}`),
    ...warnings.map(({ text }) => foreign(text)),
    ...(error === null ? [] : [foreign(error)]),
  ];
}
