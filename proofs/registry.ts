import { accessClaims } from './access.ts';
import { apiClaims } from './api.ts';
import { assuranceClaims } from './assurance.ts';
import { auditClaims } from './audit.ts';
import { backupClaims } from './backup.ts';
import { billingClaims } from './billing.ts';
import { browserClaims } from './browser.ts';
import { calendarClaims } from './calendar.ts';
import type { Claim } from './claim.ts';
import { encryptionClaims } from './encryption.ts';
import { errorsClaims } from './errors.ts';
import { filesClaims } from './files.ts';
import { inputClaims } from './input.ts';
import { isolationClaims } from './isolation.ts';
import { limitsClaims } from './limits.ts';
import { loggingClaims } from './logging.ts';
import { mailClaims } from './mail.ts';
import { membersClaims } from './members.ts';
import { opsClaims } from './ops.ts';
import { passwordsClaims } from './passwords.ts';
import { privacyClaims } from './privacy.ts';
import { sessionsClaims } from './sessions.ts';
import { signInClaims } from './sign-in.ts';
import { ssoClaims } from './sso.ts';
import { transportClaims } from './transport.ts';

/** Every promise the product makes, with what proves it; in the order of the areas. */
export const registry: readonly Claim[] = [
  ...signInClaims,
  ...ssoClaims,
  ...sessionsClaims,
  ...transportClaims,
  ...encryptionClaims,
  ...isolationClaims,
  ...apiClaims,
  ...privacyClaims,
  ...assuranceClaims,
  ...membersClaims,
  ...auditClaims,
  ...accessClaims,
  ...passwordsClaims,
  ...browserClaims,
  ...calendarClaims,
  ...errorsClaims,
  ...loggingClaims,
  ...filesClaims,
  ...inputClaims,
  ...limitsClaims,
  ...backupClaims,
  ...billingClaims,
  ...opsClaims,
  ...mailClaims,
];
