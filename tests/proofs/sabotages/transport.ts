import type { SabotageName } from '#proofs/sabotage-names.ts';
import type { Sabotage } from '../sabotage.ts';

const POLICY = 'strict-transport-security';

export const transportSabotages = {
  'older-tls-accepted': { edge: { oldest: 'TLSv1.2' } },
  'newest-tls-unknown': { edge: { oldest: 'TLSv1.2', newest: 'TLSv1.2' } },
  'clear-text-answered': { edge: { clear: 'answered' } },
  'transport-security-for-a-day': {
    rewrite: () => ({
      reply: ({ headers }) => void Object.assign(headers, { [POLICY]: 'max-age=86400; includeSubDomains' }),
    }),
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;
