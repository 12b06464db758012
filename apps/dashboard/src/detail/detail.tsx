import { Text } from 'ink';
import { type DetailView, detailLines } from './detail-lines.ts';

/** All about one flow, in a pane of a given size. */
export function Detail(view: DetailView) {
  return <Text wrap="truncate">{detailLines(view).join('\n')}</Text>;
}
