export { one } from './one.ts';
export { two } from './two.ts';
