/** Comments and the contents of string literals; a regular expression that holds a quote may confuse it. */
const COMMENT_OR_STRING = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;

/** The code alone, with every line where it was. @param keepStrings leaves string literals as they are */
export function stripComments(source: string, keepStrings = false): string {
  return source.replaceAll(COMMENT_OR_STRING, (piece) => {
    if (!piece.startsWith('/')) return keepStrings ? piece : piece[0]! + piece.slice(1, -1).replaceAll(/[^\n]/g, ' ') + piece[0]!;
    return piece.replaceAll(/[^\n]/g, ' ');
  });
}
