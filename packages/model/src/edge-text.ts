import type { EdgeFacts } from './edge-facts.ts';
import { percent, seconds } from './reason-units.ts';

/** From here on an input on the live edge is said to show it. */
const SHOWN = 0.4;
/** Smaller shares are said to be none. */
const NONE = 0.005;

/** The sentences for inputs that fold several signs of the live edge: the one sign that was seen. */
export const EDGE_TEXTS: Readonly<Record<string, (value: number, facts: EdgeFacts) => string>> = {
  edge_evidence(value, { evidence, interval }) {
    const sure = `(evidence ${value.toFixed(2)})`;
    if (value < SHOWN) return `no sign of the live edge: no small file is asked for once per segment ${sure}`;
    if (evidence === 'steady') return `delivers steadily though the link has room ${sure}`;
    const every = interval[evidence];
    const pace = every === null ? 'again and again, beside the segments' : `every ${seconds(every)}, once per segment`;
    return `${evidence === 'exchanges' ? 'asks for' : 'receives'} a small file ${pace} ${sure}`;
  },
  edge_coverage(value, { coverage, covered, idle }) {
    if (coverage === 'steady' && value >= SHOWN) return `only ${percent(idle)} of the seconds idle though the link has room`;
    const share = coverage === 'steady' ? covered : value;
    return `asks for a small file in ${share < NONE ? 'none' : `${share < SHOWN ? 'only ' : ''}${percent(share)}`} of the segments`;
  },
  edge_evidence_downlink(value, { interval }) {
    const sure = `(evidence ${value.toFixed(2)})`;
    if (value < SHOWN) return `the downlink alone shows no small file once per segment ${sure}`;
    return `the downlink alone shows a small file ${interval.downlink === null ? 'beside the segments' : `every ${seconds(interval.downlink)}`} ${sure}`;
  },
  edge_exchanges(value, { alike, similar, headroom }) {
    if (alike === 'steady' && value >= SHOWN) return `peaks of ${headroom.toFixed(1)} times the mean rate: the link has room, yet delivery hardly pauses`;
    const share = alike === 'steady' ? similar : value / 2;
    return share < NONE ? 'no small files beside those of media' : `${share < 0.25 ? 'few ' : ''}small files beside those of media (${percent(share)} of both)`;
  },
};
