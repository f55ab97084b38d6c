import type { Services } from './services.ts';

/** Where a request came from; goes into audit entries, sealed. */
export interface Origin {
  readonly ip: string;
  readonly requestId: string;
}

/** A request that carries a session, before any workspace was entered. */
export interface SessionCaller {
  readonly services: Services;
  readonly sessionId: string;
  readonly origin: Origin;
}

/** One change of a request that its client has named, so that a second try does nothing twice. */
export interface Turn {
  readonly name: string;
  /** What was asked for, word for word: a name stands for one request. */
  readonly request: string;
}

/** A request that asks to enter a workspace: by a session, or by an API token that was verified. */
export interface WorkspaceCaller {
  readonly services: Services;
  /** The id of the session, or the pass of the token. */
  readonly passId: string;
  /** A token's pass: it is asked for among tokens. */
  readonly byToken?: boolean;
  readonly workspaceId: string;
  readonly origin: Origin;
  /** There where the client named the request: each call is the next change of it. */
  readonly nextTurn?: () => Turn;
  /** There where the reply is written from what is returned: it leaves once this is done, and fails with it. */
  readonly holdReply?: (until: Promise<void>) => void;
}
