const UNNAMED = 'upload';
const LONGEST_NAME = 255;

/** What could end a line, hide something or turn text around. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The name of a capture as it may stand in output: the last part of a path, without control characters. */
export function uploadName(given: string | undefined | null): string {
  const name = (given ?? '').replace(UNFIT, '').split(/[/\\]/).at(-1)!.trim().slice(0, LONGEST_NAME);
  return name === '' ? UNNAMED : name;
}

/** The file name of a Content-Disposition header (RFC 6266), `filename*` before `filename`; null if it has none. */
export function dispositionName(header: string | undefined): string | null {
  if (header === undefined) return null;
  const extended = /;\s*filename\*\s*=\s*utf-8'[\w-]*'([^;\s]+)/i.exec(header)?.[1];
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended);
    } catch {
      // Not what it says it is: the plain one may do.
    }
  }
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header) ?? [];
  return quoted?.replace(/\\(.)/g, '$1') ?? plain ?? null;
}
