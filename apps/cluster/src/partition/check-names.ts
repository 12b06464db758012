import { MessageError } from '../message/message-error.ts';
import type { MessageStep } from '../message/message.ts';
import type { TapNames } from './flow-names.ts';

/**
 * Whether a message names only flows that its tap has described, and that have not ended since.
 * @param known the tap's names before it @throws MessageError
 */
export function checkNames(steps: readonly MessageStep[], known: TapNames): void {
  const described = new Set<number>();
  const gone = new Set<number>();
  let over = false;
  const check = (local: number) => {
    const named = described.has(local) || (!over && known.has(local) && !gone.has(local));
    if (!named) throw new MessageError(0, `rows of flow ${local}`, 'a flow that the tap has described');
  };
  for (const step of steps) {
    if (step.kind === 'end') {
      over = true;
      described.clear();
    }
    if (!('runFlow' in step)) continue;
    for (const { number } of step.newFlows) described.add(number);
    for (const local of step.runFlow) check(local);
    for (const { flow } of step.tunnels) check(flow);
    for (const local of step.evictedFlows) {
      described.delete(local);
      gone.add(local);
    }
  }
}
