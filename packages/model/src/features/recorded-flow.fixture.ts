import type { PacketColumns } from '@tunnelscope/core/kernels';
import type { PacketWindow } from './window.ts';

/**
 * The heaviest flow of a network-stats capture with packets, towards the side that receives more bytes, in order of time
 * (whole epoch milliseconds). Reads what test-data/recorded holds, and no more of the format than that.
 */
export function heaviestFlow(csv: string): PacketColumns {
  const [header = '', ...lines] = csv.trimEnd().split('\n');
  const column = new Map(header.split(',').map((name, i) => [name, i]));
  const flows = new Map<string, { bytes: number; packets: { time: number; size: number; fromLower: boolean }[] }>();
  for (const line of lines) {
    const cells = line.split(',');
    const cell = (name: string) => cells[column.get(name) ?? -1] ?? '';
    const list = (name: string) => cell(name).split(';').filter((item) => item !== '').map(Number);
    const ends = [`${cell('IP1')} ${cell('Port1')}`, `${cell('IP2')} ${cell('Port2')}`];
    const key = [...ends].sort().concat(cell('Proto')).join();
    const flow = flows.get(key) ?? { bytes: 0, packets: [] };
    flows.set(key, flow);
    const [sizes, directions] = [list('packet_sizes'), list('packet_dirs')];
    for (const [i, time] of list('packet_times').entries()) {
      const size = sizes[i] ?? Number.NaN;
      flow.bytes += size;
      flow.packets.push({ time, size, fromLower: (directions[i] === 1) === ends[0]! < ends[1]! });
    }
  }
  const { packets } = [...flows.values()].reduce((a, b) => (b.bytes > a.bytes ? b : a));
  packets.sort((a, b) => a.time - b.time);
  const balance = packets.reduce((sum, packet) => sum + (packet.fromLower ? packet.size : -packet.size), 0);
  return {
    time: Float64Array.from(packets, (packet) => packet.time),
    size: Uint16Array.from(packets, (packet) => packet.size),
    down: Uint8Array.from(packets, (packet) => (packet.fromLower === balance > 0 ? 1 : 0)),
  };
}

/** Seconds `start` … `start` + `seconds` of a flow, counted from its first packet. */
export function cutWindow(flow: PacketColumns, start: number, seconds: number): PacketWindow {
  const time = flow.time.map((ms) => (ms - flow.time[0]!) / 1000);
  const inside = (_: number, i: number) => time[i]! >= start && time[i]! < start + seconds;
  return { time: time.filter(inside).map((s) => s - start), size: flow.size.filter(inside), down: flow.down.filter(inside), seconds };
}
