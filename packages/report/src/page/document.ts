import { createHash } from 'node:crypto';
import { type Html, html, Html as Markup } from '../markup/html.ts';
import { PAGE_COLOURS } from '../plot/palette.ts';

const STYLE = `${PAGE_COLOURS}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.4rem 3rem; max-width: 62rem; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, 'DejaVu Sans', sans-serif; }
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; } h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; border-bottom: 1px solid var(--line); padding-bottom: 0.2rem; }
h3 { font-size: 1.08rem; margin: 1.8rem 0 0.4rem; }
p { max-width: 48rem; } .dim, figcaption, caption, dt { color: var(--dim); font-size: 0.9em; } .warning { color: var(--warning); font-weight: 600; }
figure { margin: 1.4rem 0; } figure > h2, figure > h3, figure > h4 { font-size: 1rem; margin: 0 0 0.3rem; border: 0; padding: 0; } .picture { overflow-x: auto; } figcaption { max-width: 48rem; } svg.plot { max-width: 100%; height: auto; display: block; }
summary { cursor: pointer; color: var(--dim); font-size: 0.9em; } summary:focus-visible, .scroll:focus-visible, .picture:focus-visible { outline: 2px solid var(--vod); outline-offset: 2px; }
.scroll { overflow: auto; max-height: 24rem; margin: 0.3rem 0; } .whole .scroll { max-height: none; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.92em; } caption { text-align: left; padding-bottom: 0.2rem; }
th, td { text-align: left; padding: 0.18rem 0.9rem 0.18rem 0; border-bottom: 1px solid var(--line); vertical-align: top; } thead th { color: var(--dim); position: sticky; top: 0; background: var(--page); }
tbody th { font-weight: 400; } .verdicts th, .verdicts td { white-space: nowrap; padding-right: 0.5rem; } .number { text-align: right; }
.verdict { font-weight: 600; white-space: nowrap; } .live { color: var(--live); } .vod { color: var(--vod); } .other { color: var(--other); } .unknown { color: var(--unknown); }
.large { font-size: 1.25rem; } dl { display: flex; flex-wrap: wrap; gap: 0.4rem 1.8rem; margin: 0.5rem 0 1rem; } dd { margin: 0; overflow-wrap: anywhere; } ul.reasons { padding-left: 1.2rem; }
@media screen and (max-width: 38rem) { svg.plot { max-width: none; width: 36rem; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; } table { font-size: 8pt; } th, td { padding-right: 0.5rem; } h2, h3 { break-after: avoid; } figure, tr { break-inside: avoid; } details:not([open]) { display: none; } .scroll { overflow: visible; max-height: none; } thead th { position: static; }
  @page { margin: 15mm; }
}
`;

/**
 * A page that is one file: no scripts, nothing from elsewhere, one style sheet, and a policy that allows no more than that.
 * The page reads light or dark as the reader's system is, and prints light.
 */
export function documentMarkup(title: string, body: Html): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${new Markup(STYLE)}</style></head>
<body><main><h1>${title}</h1>
${body}</main></body></html>
`.text}`;
}
