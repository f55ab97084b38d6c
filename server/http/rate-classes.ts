/** A class of routes that share a budget. */
export interface RateClassRule {
  readonly limit: number;
  readonly windowSeconds: number;
  /** `actor`: by session or token; `address`: by client address (IPv6 by /64). */
  readonly by: 'actor' | 'address';
  /** Answered also while the counter cannot be reached: what tells that it cannot. */
  readonly uncounted?: 'passes';
}

/**
 * Every route names one. 60 requests a minute and actor by default (claim FL-22); reads of the screens have
 * more, what sends mail or makes keys has less.
 */
export const rateClasses = {
  read: { limit: 600, windowSeconds: 60, by: 'actor' },
  write: { limit: 60, windowSeconds: 60, by: 'actor' },
  autosave: { limit: 120, windowSeconds: 60, by: 'actor' },
  search: { limit: 60, windowSeconds: 60, by: 'actor' },
  /** A directory's requests: Entra ID asks for 25 a second and more. */
  scim: { limit: 1_800, windowSeconds: 60, by: 'actor' },
  upload: { limit: 600, windowSeconds: 60, by: 'actor' },
  sensitive: { limit: 20, windowSeconds: 60, by: 'actor' },
  public: { limit: 120, windowSeconds: 60, by: 'address' },
  /** What load balancers and people ask to learn what is away; what was found is told for a few seconds. */
  health: { limit: 120, windowSeconds: 60, by: 'address', uncounted: 'passes' },
  sign_in: { limit: 20, windowSeconds: 60, by: 'address' },
  /** Tokens whose secret was not compared lately: each costs a bcrypt. */
  token_check: { limit: 30, windowSeconds: 60, by: 'address' },
  token_leak: { limit: 10, windowSeconds: 60, by: 'address' },
  /** A page that breaks for an office breaks for one reason. */
  browser_error: { limit: 10, windowSeconds: 60, by: 'address' },
  /** Reports of vulnerabilities: people write few. */
  report: { limit: 20, windowSeconds: 3_600, by: 'address' },
  /** Files of a megabyte that anyone may fetch. */
  download: { limit: 20, windowSeconds: 60, by: 'address' },
  operator: { limit: 60, windowSeconds: 60, by: 'address' },
  page: { limit: 600, windowSeconds: 60, by: 'address' },
  asset: { limit: 12_000, windowSeconds: 60, by: 'address' },
} as const satisfies Record<string, RateClassRule>;

export type RateClass = keyof typeof rateClasses;

/** The classes of a deployment; `perMinute` is the budget of the default class. */
export function rateClassesOf(perMinute: number): Readonly<Record<RateClass, RateClassRule>> {
  return { ...rateClasses, write: { ...rateClasses.write, limit: perMinute } };
}
