import { listFiles, readText } from './repository.ts';

const BINARY = /\.(gz|zst|pcap|pcapng|wasm|png|parquet|npz)$/;
/** Folders of one machine, and a folder beside the repository. Put together here, so that this file does not hold them. */
const MACHINE = ['work', 'home', 'root'].map((folder) => `(?<![\\w.~-])/${folder}/`);
const OUTSIDE = new RegExp([...MACHINE, '\\.\\./shared\\b'].join('|'));

/** Text that leads out of the repository, as "path:line: text". */
export function outsidePaths(root: string): string[] {
  return listFiles(root).filter((path) => !BINARY.test(path)).flatMap((path) =>
    readText(root, path).split('\n').flatMap((line, i) => {
      const match = OUTSIDE.exec(line);
      return match ? [`${path}:${i + 1}: ${match[0]}`] : [];
    }),
  );
}
