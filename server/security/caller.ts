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

/** A request that asks to enter a workspace. */
export interface WorkspaceCaller extends SessionCaller {
  readonly workspaceId: string;
}
