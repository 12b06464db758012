/** What went wrong in words for the person who records; the command line prints the message alone. */
export class TestbedError extends Error {
  override readonly name = 'TestbedError';
}
