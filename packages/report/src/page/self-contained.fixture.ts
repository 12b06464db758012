import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { expect } from 'vitest';

/** Parses a page, and expects that it needs nothing but itself and obeys its own policy. */
export function selfContained(page: string) {
  const { document } = parseHTML(page);
  // Names of XML are no addresses that anybody asks.
  expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/(?:https?:)?\/\/[\w.]+\.\w/);
  expect(document.querySelectorAll('script, link, img, iframe, object, embed, [src], [href], [style], [srcset]')).toHaveLength(0);
  const [style, ...more] = document.querySelectorAll('style');
  expect(more).toEqual([]);
  expect(style!.textContent).not.toMatch(/url\(|@import/);
  const policy = document.querySelector('meta[http-equiv=Content-Security-Policy]')!.getAttribute('content')!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`'sha256-${createHash('sha256').update(style!.textContent!).digest('base64')}'`);
  expect(style!.textContent).toMatch(/@media screen and \(prefers-color-scheme: dark\)/);
  expect(style!.textContent).toContain('@media print');
  return document;
}
