import { z } from 'zod';
import { Actions } from './access.ts';
import { Email, Id, line, Role, Timestamp } from './common.ts';
import { Labels, Preset } from './presets.ts';

/** POST /sign-in/codes. The answer is the same whether the account exists (claim FL-15). */
export const SignInCodeRequest = z.strictObject({ email: Email });
export type SignInCodeRequest = z.infer<typeof SignInCodeRequest>;

/** Seconds the code lives, and seconds before another may be asked for. */
export const SignInCodeSent = z.strictObject({
  expiresIn: z.int().min(1).max(600),
  resendIn: z.int().min(0).max(600),
});
export type SignInCodeSent = z.infer<typeof SignInCodeSent>;

/** 12 characters; typed in groups, lower case or with dashes it is the same code. */
export const SignInCode = z
  .string()
  .max(40)
  .overwrite((typed) => typed.replace(/[\s-]/g, '').toUpperCase())
  .regex(/^[A-Z0-9]{12}$/);

/** POST /sign-in; sets the session cookie and replies `Session`. */
export const SignInRequest = z.strictObject({ email: Email, code: SignInCode, privateDevice: z.boolean() });
export type SignInRequest = z.infer<typeof SignInRequest>;

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** PUT /session/theme: kept with the person, since the browser keeps nothing (claim FC-10). */
export const ThemeWrite = z.strictObject({ theme: Theme });
export type ThemeWrite = z.infer<typeof ThemeWrite>;

export const SessionWorkspace = z.strictObject({
  id: Id,
  name: z.string().max(120),
  preset: Preset,
  role: Role,
  labels: Labels,
  actions: Actions,
});
export type SessionWorkspace = z.infer<typeof SessionWorkspace>;

/** A workspace whose membership of this very person is suspended, and who can end that. */
export const SessionSuspension = z.strictObject({
  id: Id,
  name: z.string().max(120),
  by: z.enum(['admin', 'directory']),
});
export type SessionSuspension = z.infer<typeof SessionSuspension>;

/** How far a sign-in has come: only `full` opens anything but the way to its own end. */
export const SessionStage = z.enum(['full', 'second_factor', 'change_password']);
export type SessionStage = z.infer<typeof SessionStage>;

/** What finishes a sign-in, or confirms that it is still the same person. */
export const SecondFactor = z.enum(['totp', 'backup_code', 'passkey', 'code']);
export type SecondFactor = z.infer<typeof SecondFactor>;

/**
 * GET /session. `csrf` goes into the `x-caseward-csrf` header of every change; `idleEndsAt` moves with use,
 * `expiresAt` does not.
 */
export const Session = z.strictObject({
  user: z.strictObject({ id: Id, name: z.string().max(120), email: Email }),
  theme: Theme,
  stage: SessionStage,
  /** What this person can give as a second factor, the strongest first. */
  secondFactors: z.array(SecondFactor).max(4),
  /** Until when a strong factor must be enrolled; null: one is, or nobody asks for it. */
  enrolBy: Timestamp.nullable(),
  csrf: z.string().min(16).max(200),
  expiresAt: Timestamp,
  idleEndsAt: Timestamp,
  privateDevice: z.boolean(),
  workspaces: z.array(SessionWorkspace).max(200),
  suspended: z.array(SessionSuspension).max(200),
});
export type Session = z.infer<typeof Session>;

/** PATCH /session/user */
export const ProfilePatch = z.strictObject({ name: line(120) });
export type ProfilePatch = z.infer<typeof ProfilePatch>;

export const SessionDevice = z.strictObject({
  id: Id,
  device: z.string().max(80),
  browser: z.string().max(80),
  place: z.string().max(80),
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
  current: z.boolean(),
  privateDevice: z.boolean(),
});
export type SessionDevice = z.infer<typeof SessionDevice>;

/** GET /sessions, the one that asks first. DELETE /sessions ends all, /sessions/current this one, /sessions/:sessionId any one. */
export const SessionList = z.strictObject({ items: z.array(SessionDevice).max(20) });
export type SessionList = z.infer<typeof SessionList>;

export const SessionParams = z.strictObject({ sessionId: Id });
