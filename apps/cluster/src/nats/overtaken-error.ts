import { NatsError } from './nats-error.ts';

/** Another process is the tap now. */
export class OvertakenError extends NatsError {
  constructor(tap: string) {
    super(`another process sends as tap ${tap}, which began later: each tap needs a name of its own`);
  }
}
