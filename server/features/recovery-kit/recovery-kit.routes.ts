import {
  RecoveryKit,
  RecoveryKitConfirmation,
  RecoveryKitConfirmed,
  RecoveryKitRequest,
} from '#contracts/recovery-kit.ts';
import { defineRoute, json, signedInAnew } from '#server/http/route.ts';
import { confirmSetUpKit, makeSetUpKit } from './set-up-kit.ts';

const make = defineRoute({
  method: 'POST',
  url: '/api/v1/setup/recovery-kit',
  summary: 'Makes the recovery kit, the last step of the set-up, and shows it this once.',
  access: signedInAnew,
  input: { body: RecoveryKitRequest },
  reply: json(RecoveryKit, 201),
  rate: 'sensitive',
  discloses: ['recovery_kit'],
  unkept: true,
  handle: ({ caller, body }) => makeSetUpKit(caller, body.token),
});

const confirm = defineRoute({
  method: 'POST',
  url: '/api/v1/setup/recovery-kit/confirmations',
  summary: 'Says that the recovery kit is on paper, by the check word that stands on it.',
  access: signedInAnew,
  input: { body: RecoveryKitConfirmation },
  reply: json(RecoveryKitConfirmed),
  rate: 'sensitive',
  discloses: [],
  handle: ({ caller, body }) => confirmSetUpKit(caller, body),
});

export const recoveryKitRoutes = [make, confirm];
