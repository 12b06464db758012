import { expect, test } from 'vitest';
import { escapeText, html } from './html.ts';

test('values are escaped, markup is not', () => {
  expect(html`<p title="${'"x" & \'y\''}">${html`<b>${'<script>'}</b>`}${[1, null, '>']}${null}</p>`.text)
    .toBe('<p title="&quot;x&quot; &amp; &#39;y&#39;"><b>&lt;script&gt;</b>1&gt;</p>');
});

test('what steers or turns text becomes visible', () => {
  expect(escapeText('a\u202egnp.exe\u0007\u0000\ud800')).toBe('a\ufffdgnp.exe\ufffd\ufffd\ufffd');
  expect(escapeText('日本 → ● 🎥')).toBe('日本 → ● 🎥');
});
