/** A key as the dashboard knows it, whatever library read it. */
export type Key =
  | { readonly name: 'up' | 'down' | 'left' | 'right' | 'page up' | 'page down' | 'home' | 'end' | 'enter' | 'escape' | 'backspace' | 'tab' | 'interrupt' }
  /** One or more printable characters, typed or pasted. */
  | { readonly name: 'text'; readonly text: string };
