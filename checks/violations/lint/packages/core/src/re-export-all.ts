export * from './one.ts';
