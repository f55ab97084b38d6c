import { z } from 'zod';
import { Id, line, Person, Timestamp, Version } from './common.ts';

/** What an alert is about. */
export const AlertKind = z.enum([
  'export',
  'role-to-admin',
  'break-glass',
  'many-reads',
  'refused-sign-ins',
  'security-changed',
]);
export type AlertKind = z.infer<typeof AlertKind>;

/** An address that Caseward sends to: out on the internet, or a host that the operator named. */
const WebAddress = z.url({ protocol: /^https?$/ }).max(500);
const Threshold = z.int().min(1).max(10_000);
const Minutes = z.int().min(1).max(1_440);

/** Why something did not get through, in a closed list of words. */
export const DeliveryFailure = z.enum([
  'address',
  'name',
  'inside',
  'elsewhere',
  'redirect',
  'status',
  'too-large',
  'too-slow',
  'unreachable',
  'other',
]);
export type DeliveryFailure = z.infer<typeof DeliveryFailure>;

/** A rule: it fires when one person does so many of a kind within so many minutes. */
export const LogAlert = z.strictObject({
  id: Id,
  name: line(80),
  kind: AlertKind,
  threshold: Threshold,
  windowMinutes: Minutes,
  byMail: z.boolean(),
  webhook: WebAddress.nullable(),
  active: z.boolean(),
  version: Version,
});
export type LogAlert = z.infer<typeof LogAlert>;
export const LogAlertList = z.strictObject({ items: z.array(LogAlert).max(50) });
export type LogAlertList = z.infer<typeof LogAlertList>;

export const LogAlertCreate = z.strictObject({
  name: line(80),
  kind: AlertKind,
  threshold: Threshold,
  windowMinutes: Minutes,
  byMail: z.boolean(),
  webhook: WebAddress.nullable(),
});
export type LogAlertCreate = z.infer<typeof LogAlertCreate>;

/** What a webhook is signed with (Standard Webhooks): in this one reply and in no other. Null without a webhook. */
const SigningSecret = z.string().max(100).nullable();
export const LogAlertMade = z.strictObject({ alert: LogAlert, secret: SigningSecret });
export type LogAlertMade = z.infer<typeof LogAlertMade>;

export const LogAlertPatch = z.strictObject({
  name: line(80).optional(),
  threshold: Threshold.optional(),
  windowMinutes: Minutes.optional(),
  active: z.boolean().optional(),
});
export type LogAlertPatch = z.infer<typeof LogAlertPatch>;

export const AlertDelivery = z.strictObject({
  id: Id,
  alertId: Id,
  channel: z.enum(['mail', 'webhook']),
  actor: Person.nullable(),
  count: z.int().min(1),
  state: z.enum(['waiting', 'sent', 'failed']),
  tries: z.int().min(0),
  failure: DeliveryFailure.nullable(),
  madeAt: Timestamp,
  nextTryAt: Timestamp.nullable(),
  sentAt: Timestamp.nullable(),
});
export type AlertDelivery = z.infer<typeof AlertDelivery>;
export const AlertDeliveryList = z.strictObject({ items: z.array(AlertDelivery).max(50) });
export type AlertDeliveryList = z.infer<typeof AlertDeliveryList>;

const Host = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[A-Za-z0-9._:-]+$/);
const Port = z.int().min(1).max(65_535);
const Bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
const Certificate = z
  .string()
  .max(20_000)
  .regex(/^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s-]+-----END CERTIFICATE-----\s*$/);

/** Where entries go: syslog over TLS (RFC 5424, 5425), a signed webhook, or objects in a bucket. */
const Target = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('syslog'),
    host: Host,
    port: Port,
    /** In place of the authorities everybody trusts. */
    authority: Certificate.nullable(),
  }),
  z.strictObject({ kind: z.literal('webhook'), address: WebAddress }),
  z.strictObject({
    kind: z.literal('s3'),
    bucket: Bucket,
    region: z.string().regex(/^[a-z0-9-]{1,40}$/),
    /** Null for Amazon's own. */
    endpoint: WebAddress.nullable(),
    accessKeyId: z.string().min(1).max(128),
    secretAccessKey: z.string().min(1).max(256),
  }),
]);
export type StreamTarget = z.infer<typeof Target>;

export const LogStreamCreate = z.strictObject({
  name: line(80),
  /** `now`, or all there is in the log. */
  from: z.enum(['now', 'beginning']),
  target: Target,
});
export type LogStreamCreate = z.infer<typeof LogStreamCreate>;

export const LogStream = z.strictObject({
  id: Id,
  name: line(80),
  kind: z.enum(['syslog', 'webhook', 's3']),
  /** Host and port, address or bucket; no secret. */
  place: z.string().max(600),
  active: z.boolean(),
  /** How many entries were taken over there. */
  sent: z.int().min(0),
  /** How many wait. */
  behind: z.int().min(0),
  lastSentAt: Timestamp.nullable(),
  failingSince: Timestamp.nullable(),
  failure: DeliveryFailure.nullable(),
  nextTryAt: Timestamp.nullable(),
  version: Version,
});
export type LogStream = z.infer<typeof LogStream>;
export const LogStreamList = z.strictObject({ items: z.array(LogStream).max(10) });
export type LogStreamList = z.infer<typeof LogStreamList>;
export const LogStreamMade = z.strictObject({ stream: LogStream, secret: SigningSecret });
export type LogStreamMade = z.infer<typeof LogStreamMade>;
export const LogStreamPatch = z.strictObject({ active: z.boolean() });
export type LogStreamPatch = z.infer<typeof LogStreamPatch>;

export const AlertParams = z.strictObject({ workspaceId: Id, alertId: Id });
export const DeliveryParams = z.strictObject({ workspaceId: Id, deliveryId: Id });
export const StreamParams = z.strictObject({ workspaceId: Id, streamId: Id });
