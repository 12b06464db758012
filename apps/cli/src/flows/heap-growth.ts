import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap grow to twice what is alive before V8 looks for what is not. By itself it waits, on a machine with much
 * memory, for four times as much: more than a gigabyte where many flows come and go.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=100');
}
