/** What a value of JSON must look like: a kind of value, an array of one shape, or an object with at least these fields. */
type Shape = 'number' | 'number or null' | 'text' | 'truth' | 'text or nothing' | readonly [Shape] | { readonly [field: string]: Shape } | { readonly orNothing: readonly [Shape] };

const SHARES = { live: 'number or null', vod: 'number or null', other: 'number or null' } as const;
const COUNTS = { labels: ['text'], columns: ['text'], rows: [['number']] } as const;
const FIGURES = {
  windows: 'number', accuracy: 'number or null', balancedAccuracy: 'number or null', coverage: 'number or null', selectiveAccuracy: 'number or null',
  liveVsVod: { accuracy: 'number or null', balancedAccuracy: 'number or null', auc: 'number or null' },
} as const;

/** Of what a report reads in a result of `evaluate --json`. */
export const SHAPE: Shape = {
  ...FIGURES,
  windowSeconds: 'number', resolution: 'text', by: 'text or nothing', seed: 'number', engine: 'text', seenInTraining: 'truth',
  precision: SHARES, recall: SHARES, f1: SHARES, confusion: COUNTS, subtypeConfusion: COUNTS, expectedCalibrationError: 'number or null',
  confidenceInterval: {},
  groups: { orNothing: [{ ...FIGURES, group: 'text', captures: 'number' }] },
  timeToVerdict: { median: 'number or null', p95: 'number or null', undecided: 'number', curve: { orNothing: [{ seconds: 'number', decided: 'number' }] } },
  roc: [{ threshold: 'number or null', falsePositiveRate: 'number', truePositiveRate: 'number' }],
  calibration: [{ rows: 'number', confidence: 'number', accuracy: 'number' }],
  coverageCurve: [{ threshold: 'number or null', coverage: 'number', selectiveAccuracy: 'number' }],
  model: { name: 'text' }, manifest: [{ name: 'text', sha256: 'text' }], warnings: ['text'],
};

/** The first place where a value has not the shape, in words; null if it has. @param path where the value is */
export function faultOf(value: unknown, shape: Shape, path: string): string | null {
  if (typeof shape === 'string') return fits(value, shape) ? null : `found ${path === '' ? 'a value' : path} that is not ${shape === 'truth' ? 'true or false' : `a ${shape}`}`;
  if (isList(shape)) {
    if (!Array.isArray(value)) return `found no list ${path}`;
    return first(value.map((item, i) => () => faultOf(item, shape[0], `${path}[${i}]`)));
  }
  if ('orNothing' in shape && typeof shape.orNothing === 'object') return value === null || value === undefined ? null : faultOf(value, shape.orNothing as Shape, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `found no object ${path}`.trimEnd();
  return first(Object.entries(shape as { readonly [field: string]: Shape }).map(([field, inner]) => () => faultOf((value as Record<string, unknown>)[field], inner, path === '' ? field : `${path}.${field}`)));
}

function isList(shape: Exclude<Shape, string>): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function fits(value: unknown, kind: Extract<Shape, string>): boolean {
  if (kind === 'number or null') return value === null || typeof value === 'number';
  if (kind === 'text or nothing') return value === null || value === undefined || typeof value === 'string';
  return typeof value === (kind === 'text' ? 'string' : kind === 'truth' ? 'boolean' : 'number');
}

function first(tries: readonly (() => string | null)[]): string | null {
  for (const attempt of tries) {
    const fault = attempt();
    if (fault !== null) return fault;
  }
  return null;
}
