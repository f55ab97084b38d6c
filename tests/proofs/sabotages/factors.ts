import type { SabotageName } from '#proofs/sabotage-names.ts';
import { editFunction } from '../edit-function.ts';
import type { Sabotage } from '../sabotage.ts';

export const factorSabotages = {
  'steps-fit-twice': { prepare: editFunction('app.use_totp_step', [' and t.last_step < p_step', '']) },
  'backup-codes-last': {
    prepare: editFunction('app.use_backup_code', ['set used_at = now()', 'set used_at = null']),
  },
  'weak-factors-enough': {
    prepare: editFunction('app.check_demands', ['not app.has_strong_factor(p_user)', 'false']),
  },
  'admins-exempt': {
    prepare: editFunction('app.enrolment_due', ["m.admin_since + interval '7 days'", 'null::timestamptz']),
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;
