import type { Door } from './door.ts';

/** The six roles a workspace knows, strongest first. */
export const probeRoles = ['owner', 'admin', 'manager', 'reviewer', 'member', 'viewer'] as const;
export type ProbeRole = (typeof probeRoles)[number];

/** Someone signed in: what a browser would hold, and nothing more. */
export type ProbePerson = {
  readonly userId: string;
  readonly email: string;
  /** The whole Cookie header, for example `__Host-caseward=…`. */
  readonly cookie: string;
  readonly csrf: string;
};

/** A throw-away workspace with one member per role, made for one run and purged after it. */
export type ProbeWorld = {
  readonly workspaceId: string;
  readonly people: Readonly<Record<ProbeRole, ProbePerson>>;
};

export type ProbeCall = {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly path: string;
  /** Absent: nobody is signed in. */
  readonly as?: ProbePerson;
  /** Sent as JSON unless `rawBody` is given. */
  readonly body?: unknown;
  readonly rawBody?: string | Uint8Array;
  /** Added last, so a probe can replace or (with null) remove what a browser would send. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  /** Take a 429 for an answer instead of waiting and trying once more. */
  readonly impatient?: boolean;
};

export type ProbeReply = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** From sending to the last byte, in milliseconds. */
  readonly ms: number;
  /** The parsed body; undefined where it is not JSON. */
  readonly json: unknown;
};

export type ProbeMail = { readonly to: string; readonly subject: string; readonly text: string };

/**
 * All a probe can use: a deployment's address, two throw-away workspaces, HTTP, and the mail the
 * deployment would have sent to the throw-away people. Nothing here reaches behind the interface.
 */
export type ProbeContext = {
  /** Base address without a trailing slash. */
  readonly url: string;
  readonly a: ProbeWorld;
  readonly b: ProbeWorld;
  readonly call: (call: ProbeCall) => Promise<ProbeReply>;
  /** The TLS in front of it. @throws NotPossibleHere where it is reached without. */
  readonly door: () => Promise<Door>;
  /** Mail to the throw-away people of both worlds, oldest first. */
  readonly mails: () => Promise<readonly ProbeMail[]>;
  /** The time by which the deployment should go, in ms since 1970. */
  readonly now: () => number;
};
