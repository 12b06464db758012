import { loadKernels } from '@tunnelscope/core';
import { FORMAT_PCAP, SKIP_LINK_TYPE } from '@tunnelscope/core/codes';
import { expect, test } from 'vitest';
import { isLinkTypeRead, LINK_TYPES_READ, linkTypeName } from './link-types.ts';

test('the list is what the kernels read', async () => {
  const decoder = await (await loadKernels('typescript')).openDecoder({ rows: 32, flows: 1, inputBytes: 64 });
  const read: number[] = [];
  const listed: number[] = [];
  for (let linkType = 0; linkType < 1024; linkType++) {
    decoder.reset();
    // One record of one byte: link type, record header of 16 bytes, one interface.
    decoder.views.settings.set([0, 16, 1]);
    decoder.views.interfaces[0] = linkType;
    decoder.views.input.set([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
    decoder.decode(FORMAT_PCAP, 0, 17);
    expect(decoder.views.skipped.reduce((sum, count) => sum + count)).toBe(1);
    if (decoder.views.skipped[SKIP_LINK_TYPE] === 0) read.push(linkType);
    if (isLinkTypeRead(linkType)) listed.push(linkType);
  }
  expect(listed).toEqual(read);
});

test('a link type is named where it is known', () => {
  expect(linkTypeName(1)).toBe('1 (Ethernet)');
  expect(linkTypeName(147)).toBe('147');
  expect(LINK_TYPES_READ).toMatch(/^0 \(BSD loopback\), 1 \(Ethernet\), .*276 \(Linux cooked, version 2\)$/);
});
