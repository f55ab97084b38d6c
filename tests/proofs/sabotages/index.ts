import type { SabotageName } from '#proofs/sabotage-names.ts';
import type { Sabotage } from '../sabotage.ts';
import { accessSabotages } from './access.ts';
import { assuranceSabotages } from './assurance.ts';
import { auditSabotages } from './audit.ts';
import { doorSabotages } from './door.ts';
import { factorSabotages } from './factors.ts';
import { fileSabotages } from './files.ts';
import { inputSabotages } from './input.ts';
import { passwordSabotages } from './passwords.ts';
import { privacySabotages } from './privacy.ts';
import { sessionSabotages } from './sessions.ts';
import { signInSabotages } from './sign-in.ts';
import { ssoSabotages } from './sso.ts';
import { tenancySabotages } from './tenancy.ts';
import { tokenSabotages } from './tokens.ts';
import { transportSabotages } from './transport.ts';

/** How each wall is taken down. Complete by its type. */
export const sabotages: Readonly<Record<SabotageName, Sabotage>> = {
  ...signInSabotages,
  ...passwordSabotages,
  ...sessionSabotages,
  ...factorSabotages,
  ...ssoSabotages,
  ...tenancySabotages,
  ...accessSabotages,
  ...tokenSabotages,
  ...doorSabotages,
  ...assuranceSabotages,
  ...inputSabotages,
  ...auditSabotages,
  ...fileSabotages,
  ...privacySabotages,
  ...transportSabotages,
};
