import { script } from '@bomb.sh/tab';
import type { Shell } from './shells.ts';

const NAME = 'tunnelscope';

/**
 * The library's script for bash registers no file names, cannot be read twice, wants a package that may not be installed, and
 * evaluates the words of the line, so that a substitution in them would run at the press of a key.
 */
const BASH_REPAIRS: readonly (readonly [RegExp, string])[] = [
  [/^complete -F/m, 'complete -o default -F'],
  [/^readonly /gm, ''],
  [
    /^ *_get_comp_words_by_ref .*$/m,
    `    if declare -F _get_comp_words_by_ref > /dev/null; then
        _get_comp_words_by_ref -n "=:" cur prev words cword
    else
        cur=\${COMP_WORDS[COMP_CWORD]} words=("\${COMP_WORDS[@]}")
    fi`,
  ],
  [/^ *requestComp=.*\n(?:.*\n)*? {4}fi$/m, `    local -a request=("\${words[@]:1}")`],
  [/^ *out=\$\(eval "\$requestComp" 2>\/dev\/null\)$/m, `    out=$(${NAME} complete -- "\${request[@]}" 2>/dev/null)`],
  [/^ *local requestComp out directive$/m, '    local out directive'],
];

/** The script that lets a shell complete command lines, by calling `tunnelscope complete`. */
export function completionScript(shell: Shell): string {
  const text = printed(() => script(shell, NAME, NAME));
  if (shell !== 'bash') return text;
  return BASH_REPAIRS.reduce((repaired, [wrong, right]) => {
    if (repaired.search(wrong) < 0) throw new Error(`completion script: expected ${wrong} in it`);
    return repaired.replace(wrong, () => right);
  }, text);
}

/** What a function of the library prints. */
function printed(print: () => void): string {
  const { log } = console;
  let text = '';
  console.log = (line: string) => {
    text += `${line}\n`;
  };
  try {
    print();
  } finally {
    console.log = log;
  }
  return text;
}
