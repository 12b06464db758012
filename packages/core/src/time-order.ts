/** What is thrown where packets are not in order: time[i] is NaN or before the one before it. */
export function timeOutOfOrder(time: Float64Array, i: number): RangeError {
  return new RangeError(`packets: time must ascend, but time[${i}] is ${time[i]}${i === 0 ? '' : ` after ${time[i - 1]}`}`);
}
