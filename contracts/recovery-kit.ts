import { z } from 'zod';
import { line, Timestamp } from './common.ts';

/** The token of the link that the console prints until the kit is confirmed. */
const KitLinkToken = z.string().regex(/^[A-Za-z0-9_-]{20,128}$/);

/**
 * How it stands with the recovery kit of the deployment: `elsewhere` where another tool makes the backups, so that
 * none is needed.
 */
export const RecoveryKitState = z.enum(['none', 'unconfirmed', 'confirmed', 'elsewhere']);
export type RecoveryKitState = z.infer<typeof RecoveryKitState>;

/** POST /setup/recovery-kit, by the operator's link and somebody signed in who administers a workspace. */
export const RecoveryKitRequest = z.strictObject({ token: KitLinkToken });
export type RecoveryKitRequest = z.infer<typeof RecoveryKitRequest>;

const printed = z.string().max(4000);

/** What goes on the page: shown once, and nothing of it but the public half stays on the server. */
export const RecoveryKit = z.strictObject({
  /** The host it belongs to. */
  deployment: line(300),
  /** A day, as in 2026-01-31. */
  madeOn: z.iso.date(),
  fingerprint: printed,
  /** Typed back by whoever has the page before them. */
  word: printed,
  backupKey: printed,
  signer: printed,
  /** `none` where a key service has them. */
  rootKeys: printed,
  /** All of it as text, for a file that is printed elsewhere. */
  page: z.string().max(10_000),
});
export type RecoveryKit = z.infer<typeof RecoveryKit>;

/** POST /setup/recovery-kit/confirmations: the check word on the page, in large or small letters. */
export const RecoveryKitConfirmation = z.strictObject({
  token: KitLinkToken,
  word: z.string().trim().min(1).max(40),
});
export type RecoveryKitConfirmation = z.infer<typeof RecoveryKitConfirmation>;

export const RecoveryKitConfirmed = z.strictObject({ confirmedAt: Timestamp });
export type RecoveryKitConfirmed = z.infer<typeof RecoveryKitConfirmed>;
