import { z } from 'zod';
import { Id, Role, Timestamp, Version } from './common.ts';
import { SignInCode } from './identity.ts';
import { PasskeyAssertion } from './passkeys.ts';

/** Six digits of an authenticator app (RFC 6238); typed in groups it is the same code. */
export const TotpCode = z
  .string()
  .max(20)
  .overwrite((typed) => typed.replace(/\s/g, ''))
  .regex(/^\d{6}$/);

/**
 * POST /sign-in/second-factor finishes a sign-in and replies `Session` under a new cookie; POST /session/factor
 * confirms within a session that it is still the same person.
 */
export const FactorAnswer = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('totp'), code: TotpCode }),
  z.strictObject({ method: z.literal('backup_code'), code: SignInCode }),
  z.strictObject({ method: z.literal('code'), code: SignInCode }),
  z.strictObject({ method: z.literal('passkey'), credential: PasskeyAssertion }),
]);
export type FactorAnswer = z.infer<typeof FactorAnswer>;

/** GET /account/factors: what the person signed in can prove who they are with. */
export const Factors = z.strictObject({
  totp: z.boolean(),
  backupCodesLeft: z.int().min(0).max(100),
  passkeys: z.int().min(0).max(1000),
  password: z.boolean(),
  /** Until when a strong factor must be there; null: one is, or nobody asks for it. */
  enrolBy: Timestamp.nullable(),
});
export type Factors = z.infer<typeof Factors>;

/** POST /account/totp: a secret that waits for its first right code. `secret` is base32, `uri` is for the QR code. */
export const TotpOffer = z.strictObject({
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  uri: z.string().startsWith('otpauth://totp/').max(1000),
});
export type TotpOffer = z.infer<typeof TotpOffer>;

/** POST /account/totp/confirmation. Replies `BackupCodes`. */
export const TotpConfirmation = z.strictObject({ code: TotpCode });
export type TotpConfirmation = z.infer<typeof TotpConfirmation>;

/** Shown this once: by the confirmation, and by POST /account/backup-codes, which voids the set before. */
export const BackupCodes = z.strictObject({ codes: z.array(SignInCode).length(10) });
export type BackupCodes = z.infer<typeof BackupCodes>;

/** The first factors a workspace can allow. */
export const SignInMethod = z.enum(['code', 'password', 'passkey', 'saml', 'oidc']);
export type SignInMethod = z.infer<typeof SignInMethod>;

/** Who has no strong factor yet, and when the door closes for them. */
export const Unenrolled = z.strictObject({
  userId: Id,
  name: z.string().max(120),
  role: Role,
  /** Null: nobody asks them for one. */
  due: Timestamp.nullable(),
});
export type Unenrolled = z.infer<typeof Unenrolled>;

/** GET /workspaces/:workspaceId/security-policy. ETag = `version`. */
export const SecurityPolicy = z.strictObject({
  version: Version,
  /** Null: any. */
  signInMethods: z.array(SignInMethod).min(1).max(5).nullable(),
  /** From then on every member needs an authenticator app or a passkey; null: only who administers. */
  strongFactorFrom: Timestamp.nullable(),
  privateDevices: z.boolean(),
  unenrolled: z.array(Unenrolled).max(20_000),
});
export type SecurityPolicy = z.infer<typeof SecurityPolicy>;

/** PATCH …/security-policy with If-Match; what is absent stays. `graceDays` counts from now. Replies `SecurityPolicy`. */
export const SecurityPolicyPatch = z.strictObject({
  signInMethods: z
    .array(SignInMethod)
    .min(1)
    .max(5)
    .refine((methods) => new Set(methods).size === methods.length)
    .nullable()
    .optional(),
  strongFactor: z
    .strictObject({ graceDays: z.int().min(0).max(30) })
    .nullable()
    .optional(),
  privateDevices: z.boolean().optional(),
});
export type SecurityPolicyPatch = z.infer<typeof SecurityPolicyPatch>;
