import { z } from 'zod';
import { Id, line, Timestamp } from './common.ts';

/** Bytes as base64url without padding (RFC 4648 5), of at most `bytes`. */
const bytes = (most: number) =>
  z
    .string()
    .max(Math.ceil((most * 4) / 3))
    .regex(/^[A-Za-z0-9_-]+$/);

/** WebAuthn 5.1: at most 1023 bytes. */
const CredentialId = bytes(1023);
const Challenge = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const ClientData = bytes(4096);

export const Transport = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);
export type Transport = z.infer<typeof Transport>;
const Transports = z.array(Transport).max(7);

const Credential = z.strictObject({
  id: CredentialId,
  type: z.literal('public-key'),
  transports: Transports,
});
const FIVE_MINUTES = z.literal(300_000);

/** POST /account/passkeys/challenges: `PublicKeyCredentialCreationOptionsJSON` (WebAuthn level 3), times in ms. */
export const PasskeyCreation = z.strictObject({
  rp: z.strictObject({ id: z.string().max(253), name: z.string().max(60) }),
  user: z.strictObject({ id: bytes(64), name: z.string().max(254), displayName: z.string().max(254) }),
  challenge: Challenge,
  pubKeyCredParams: z.array(z.strictObject({ type: z.literal('public-key'), alg: z.int() })).max(5),
  timeout: FIVE_MINUTES,
  attestation: z.literal('none'),
  excludeCredentials: z.array(Credential).max(20),
  authenticatorSelection: z.strictObject({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
});
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/**
 * POST /sign-in/passkey-challenges (for any passkey of this place) and POST /session/passkey-challenges (for those of the
 * person signed in): `PublicKeyCredentialRequestOptionsJSON`.
 */
export const PasskeyRequest = z.strictObject({
  rpId: z.string().max(253),
  challenge: Challenge,
  timeout: FIVE_MINUTES,
  userVerification: z.literal('required'),
  allowCredentials: z.array(Credential).max(20),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** What the browser gives back for a new passkey; only what is looked at. */
export const CreatedCredential = z.strictObject({
  id: CredentialId,
  clientDataJSON: ClientData,
  attestationObject: bytes(16_384),
  transports: Transports,
});
export type CreatedCredential = z.infer<typeof CreatedCredential>;

/** What the browser gives back for a use of one. */
export const PasskeyAssertion = z.strictObject({
  id: CredentialId,
  clientDataJSON: ClientData,
  authenticatorData: bytes(4096),
  signature: bytes(1024),
  userHandle: bytes(64).nullable(),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

const PasskeyName = line(60);

/** POST /account/passkeys */
export const PasskeyEnrolment = z.strictObject({ name: PasskeyName, credential: CreatedCredential });
export type PasskeyEnrolment = z.infer<typeof PasskeyEnrolment>;

/** POST /sign-in/passkey; sets the session cookie and replies `Session`. */
export const PasskeySignIn = z.strictObject({ credential: PasskeyAssertion, privateDevice: z.boolean() });
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;

export const Passkey = z.strictObject({
  id: Id,
  name: PasskeyName,
  /** Part of a device (a phone too), or a key that is plugged in or held near. */
  kind: z.enum(['device', 'security_key']),
  /** Kept by a password manager or an account of the device, hence on more than one device. */
  synced: z.boolean(),
  madeWith: z.strictObject({ device: z.string().max(80), browser: z.string().max(80) }),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

/** GET /account/passkeys */
export const PasskeyList = z.strictObject({ items: z.array(Passkey).max(20) });
export type PasskeyList = z.infer<typeof PasskeyList>;

/** PATCH, DELETE /account/passkeys/:passkeyId */
export const PasskeyParams = z.strictObject({ passkeyId: Id });
export const PasskeyPatch = z.strictObject({ name: PasskeyName });
