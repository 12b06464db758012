export const size = (packet: any): number => packet.size;
