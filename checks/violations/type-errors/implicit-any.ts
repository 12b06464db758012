export const size = (packet) => packet;
