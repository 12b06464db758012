import type { VerdictLine } from '@tunnelscope/detector/verdict-line';
import type { VerdictSettings } from '../classify/verdict-analysis.ts';
import type { FeatureSettings } from '../features/feature-analysis.ts';
import type { FeatureLine } from '../features/feature-line.ts';
import type { Analysis } from './analysis.ts';

/** What can be made of captures: by what settings, and into what lines. */
interface Analyses {
  readonly verdicts: { readonly settings: VerdictSettings; readonly line: VerdictLine };
  readonly features: { readonly settings: FeatureSettings; readonly line: FeatureLine };
}

export type AnalysisKind = keyof Analyses;
export type LineOf<Kind extends AnalysisKind> = Analyses[Kind]['line'];

/** An analysis as data, for a thread to make of it what it is. */
export interface AnalysisPlan<Kind extends AnalysisKind> {
  readonly kind: Kind;
  readonly settings: Analyses[Kind]['settings'];
}

/** Each loaded only where it is asked for. */
const OPENERS: { readonly [Kind in AnalysisKind]: (settings: Analyses[Kind]['settings']) => Promise<Analysis<LineOf<Kind>>> } = {
  verdicts: async (settings) => (await import('../classify/verdict-analysis.ts')).verdictAnalysis(settings),
  features: async (settings) => (await import('../features/feature-analysis.ts')).featureAnalysis(settings),
};

/** Makes an analysis ready, with kernels of its own. */
export function openAnalysis<Kind extends AnalysisKind>({ kind, settings }: AnalysisPlan<Kind>): Promise<Analysis<LineOf<Kind>>> {
  return OPENERS[kind](settings);
}
