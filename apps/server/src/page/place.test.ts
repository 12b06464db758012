import { expect, test } from 'vitest';
import { addressOf, changed, placeOf, sourceOf } from './place.ts';

const at = (search: string) => placeOf(new URLSearchParams(search));

test('an address says what is shown, and what is shown says the address', () => {
  for (const address of ['/', '/?verdict=live&sort=-bytes', '/?view=history&source=upload', '/?view=classify', '/?sort=start&flow=0123456789ab']) expect(addressOf(at(address.slice(1)))).toBe(address);
});

test('what is empty, unknown or of another view is left out', () => {
  expect(at('view=nothing&verdict=&evil=1&source=live')).toEqual({ view: 'flows', flow: null, list: {} });
});

test('a change begins with the first page', () => {
  expect(addressOf(changed(at('verdict=live&cursor=abc&flow=0123456789ab'), { sort: 'start' }))).toBe('/?verdict=live&sort=start');
  expect(addressOf(changed(at('verdict=live'), { verdict: '' }))).toBe('/');
});

test('the interface is asked for what is shown', () => {
  expect(sourceOf(at(''))).toBe('/v1/flows?limit=50&sort=-bitsPerSecond');
  expect(sourceOf(at('state=ended'))).toBe('/v1/flows?limit=50&sort=-start&state=ended');
  expect(sourceOf(at('view=history&verdict=vod'))).toBe('/v1/verdicts?limit=50&verdict=vod');
  expect(sourceOf(at('flow=../stats'))).toBe('/v1/flows/..%2Fstats');
  expect(sourceOf(at('view=classify'))).toBeNull();
});
