import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** The members of an error, RFC 9457. */
export interface ProblemDetails {
  /** `about:blank`, or what names this kind of problem under PROBLEM_BASE. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** Path of the request. */
  readonly instance?: string;
  readonly [extension: string]: unknown;
}

/** Kinds of problems have addresses in this space; nothing needs to be there. */
const PROBLEM_BASE = 'urn:tunnelscope:problem:';

export interface ProblemExtras {
  readonly headers?: Readonly<Record<string, string>>;
  /** Members beyond those of the standard. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** Thrown by handlers: becomes an answer of type application/problem+json. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: ContentfulStatusCode;
  readonly kind: string;
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, unknown>>;

  /** @param kind names it for programs, in kebab case @param detail says what was found and what was expected */
  constructor(status: ContentfulStatusCode, kind: string, title: string, detail: string, { headers = {}, members = {} }: ProblemExtras = {}) {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.title = title;
    this.headers = headers;
    this.members = members;
  }

  details(instance?: string): ProblemDetails {
    const { kind, title, status, message, members } = this;
    return { ...members, type: `${PROBLEM_BASE}${kind}`, title, status, detail: message, ...(instance !== undefined && { instance }) };
  }
}
