import { OUTSIDE } from '../namespaces/cell.ts';
import type { LinkCondition } from '../plan/condition.ts';

/** The relay's command line for a link: see the head of relay.c. Numbers are bit/s and nanoseconds. */
export function relayArguments(link: LinkCondition, seed: number): string[] {
  const direction = (megabits: number): string[] => [
    String(Math.round(megabits * 1e6)),
    nanoseconds(link.roundTripMilliseconds / 2),
    nanoseconds(link.jitterMilliseconds),
    String(link.lossPercent / 100),
    String(link.lossBurst),
    nanoseconds(link.queueMilliseconds),
  ];
  const steps = link.rateSteps.toSorted((a, b) => a.at - b.at);
  return [
    String(seed),
    OUTSIDE.wanDevices[0],
    ...direction(link.upMbit),
    OUTSIDE.wanDevices[1],
    ...direction(link.downMbit),
    ...steps.flatMap((step) => [String(step.at), String(Math.round(step.downMbit * 1e6))]),
  ];
}

const nanoseconds = (milliseconds: number): string => String(Math.round(milliseconds * 1e6));
