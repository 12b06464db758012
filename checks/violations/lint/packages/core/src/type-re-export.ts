import { two } from './two.ts';

export type { Two } from './two.ts';
export const four = two + two;
