const KEY = 'tunnelscope-token';

/** The token that was typed in, for as long as the tab is open; null: none. */
export function token(): string | null {
  return sessionStorage.getItem(KEY);
}

export function keepToken(text: string | null): void {
  if (text === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, text);
}

export function bearer(): Record<string, string> {
  const text = token();
  return text === null ? {} : { authorization: `Bearer ${text}` };
}
