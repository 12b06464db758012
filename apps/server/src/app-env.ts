import type { HttpBindings } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Logger } from 'pino';
import type { BodyRoom } from './limits/body-room.ts';

/** What Hono hands to every handler of this service. */
export interface AppEnv {
  /** Absent where a test calls the app without a socket. */
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: {
    requestId: string;
    /** With the request's id in every line. */
    logger: Logger;
    /** Name of the token that was presented; null where none is needed. */
    caller: string | null;
    /** For bodies that are held whole. */
    bodyRoom: BodyRoom;
  };
}

export type App = OpenAPIHono<AppEnv>;
