/** What workers know cannot be had now. The message is for the user. */
export class WorkersError extends Error {
  override readonly name = 'WorkersError';
}
