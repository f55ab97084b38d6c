/**
 * What each security event ends (LESSONS: a revocation that does not reach). One table: what is a person's own the
 * database ends by its copy, `app.ended_by`, wherever the event happens; what a workspace grants the door reads anew on
 * every request. A generated test performs every event by the code that performs it, and then tries every credential, on
 * two nodes; another holds the copy against this.
 */
export const CREDENTIALS = [
  /** The session the event was caused in; an event from outside has none of its own, then any of the person's. */
  'thisSession',
  'otherSessions',
  /** Sign-ins that still wait for their second factor. */
  'pendingSignIns',
  /** API tokens the person made. */
  'apiTokens',
  /** Links and codes that were mailed and not used. */
  'mailedLinks',
  /** Live views that another session has open. */
  'liveViews',
  /** Downloads that another session has under way: no further byte of them. */
  'downloads',
  /** Uploads that another session has under way: nothing of what comes then is taken. */
  'uploads',
  /** A new sign-in by the person's passkey. */
  'passkeys',
] as const;
export type Credential = (typeof CREDENTIALS)[number];

/**
 * `ends`: refused everywhere. `shut-out`: refused by this workspace, and as good as before elsewhere. `renewed`: goes on
 * under another id, the old one is refused. `stays`: as before.
 */
export type Fate = 'ends' | 'shut-out' | 'renewed' | 'stays';

export const SECURITY_EVENTS = [
  'password-changed',
  'password-removed',
  'password-reset',
  'temporary-password-given',
  'email-changed',
  'factor-added',
  'factor-removed',
  'passkey-removed',
  'factors-reset',
  'signed-out',
  'signed-out-everywhere',
  'session-ended',
  'role-changed',
  'member-suspended',
  'member-removed',
  'member-deactivated-by-directory',
  'member-departed',
  'departed-for-good',
  'token-revoked',
  'account-disabled',
  'workspace-closed',
  'address-rule-set',
  'strong-factor-demanded',
  'single-sign-on-enforced',
] as const;
export type SecurityEvent = (typeof SECURITY_EVENTS)[number];

type Fates = Readonly<Record<Credential, Fate>>;

const NOTHING: Fates = {
  thisSession: 'stays',
  otherSessions: 'stays',
  pendingSignIns: 'stays',
  apiTokens: 'stays',
  mailedLinks: 'stays',
  liveViews: 'stays',
  downloads: 'stays',
  uploads: 'stays',
  passkeys: 'stays',
};
/** Whoever held a session without the person knowing loses it; the one who acted goes on, under another id. */
const ALONE: Fates = {
  ...NOTHING,
  thisSession: 'renewed',
  otherSessions: 'ends',
  pendingSignIns: 'ends',
  liveViews: 'ends',
  downloads: 'ends',
  uploads: 'ends',
};
/** What the door reads on every request: nothing has to be found and ended. */
const OUT: Fates = {
  ...NOTHING,
  thisSession: 'shut-out',
  otherSessions: 'shut-out',
  apiTokens: 'ends',
  liveViews: 'ends',
  downloads: 'ends',
  uploads: 'ends',
  passkeys: 'shut-out',
};
const ENDED: Fates = { ...ALONE, thisSession: 'ends' };

/** What each event ends. A new event, or another fate, is a decision. */
export const ENDS: Readonly<Record<SecurityEvent, Fates>> = {
  'password-changed': { ...ALONE, mailedLinks: 'ends' },
  'password-removed': { ...ALONE, mailedLinks: 'ends' },
  'password-reset': { ...ENDED, mailedLinks: 'ends' },
  'temporary-password-given': { ...ENDED, mailedLinks: 'ends' },
  'email-changed': { ...ALONE, mailedLinks: 'ends' },
  // Only another factor of the same person: whoever is in stays, and administration asks for a factor anew.
  'factor-added': NOTHING,
  'factor-removed': NOTHING,
  'passkey-removed': { ...NOTHING, passkeys: 'ends' },
  'factors-reset': { ...ENDED, mailedLinks: 'ends', passkeys: 'ends' },
  'signed-out': { ...NOTHING, thisSession: 'ends' },
  'signed-out-everywhere': ENDED,
  'session-ended': {
    ...NOTHING,
    otherSessions: 'ends',
    liveViews: 'ends',
    downloads: 'ends',
    uploads: 'ends',
  },
  'role-changed': NOTHING,
  'member-suspended': OUT,
  'member-removed': OUT,
  'member-deactivated-by-directory': OUT,
  'member-departed': OUT,
  // Whoever belongs to no other workspace: they keep an account, and no session of it.
  'departed-for-good': { ...ENDED, apiTokens: 'ends', passkeys: 'shut-out' },
  'token-revoked': { ...NOTHING, apiTokens: 'ends' },
  'account-disabled': { ...ENDED, apiTokens: 'ends', mailedLinks: 'ends', passkeys: 'ends' },
  'workspace-closed': { ...OUT, apiTokens: 'shut-out' },
  'address-rule-set': { ...OUT, apiTokens: 'shut-out' },
  // Whoever has a passkey has what is demanded.
  'strong-factor-demanded': { ...OUT, apiTokens: 'shut-out', passkeys: 'stays' },
  'single-sign-on-enforced': { ...OUT, apiTokens: 'stays' },
};
