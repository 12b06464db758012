export const read = async () => (await import('node:fs/promises')).readFile;
