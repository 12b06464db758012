/** Who answers: two may while a partition changes hands, and pages of one answer belong together. */
export const ANSWER_HEADER = 'Tunnelscope-Answer';
/** How many pages the answer has. */
export const PAGES_HEADER = 'Tunnelscope-Pages';
/** Why there is no answer. */
export const FAULT_HEADER = 'Tunnelscope-Fault';
/** The name of the worker. */
export const WORKER_HEADER = 'Tunnelscope-Worker';
