import type { FlowDetail } from '../schemas/flow.ts';
import type { Place } from './place.ts';
import type { Tree } from './tree.ts';
import { classifyForm } from './views/classified.ts';
import { flowList, type FlowPage } from './views/flow-table.ts';
import { flowView } from './views/flow-view.ts';
import { verdictHistory, type VerdictPage } from './views/verdict-table.ts';

/** What stands in the middle of the page. @param answer of what `sourceOf` says is to be asked; null where nothing is */
export function contentOf(place: Place, answer: unknown): Tree[] {
  if (place.flow !== null) return flowView(answer as FlowDetail, place);
  if (place.view === 'classify') return classifyForm();
  return place.view === 'flows' ? flowList(answer as FlowPage, place) : verdictHistory(answer as VerdictPage, place);
}
