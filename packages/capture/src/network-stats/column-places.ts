import type { NetworkStatsColumns } from './header.ts';

/** @returns index of each column in the order of COLUMN_…, −1 where the file has none */
export function columnPlaces(columns: NetworkStatsColumns): number[] {
  const { time, ip1, port1, ip2, port2, protocol, bytes12, bytes21, packets12, packets21, packetTimes, packetSizes, packetDirs } = columns;
  return [time, ip1, port1, ip2, port2, protocol, bytes12, bytes21, packets12, packets21, packetTimes, packetSizes, packetDirs];
}

/** @param column COLUMN_… @returns its name in the header */
export function columnName(columns: NetworkStatsColumns, column: number): string {
  return columns.names[columnPlaces(columns)[column]!]!;
}
