import type { SabotageName } from '#proofs/sabotage-names.ts';
import type { Rewrite, Sabotage } from '../sabotage.ts';

export const fileSabotages = {
  'scanner-sees-nothing': {
    rewire: ({ services }) => {
      Object.assign(services.scanner, { scan: async () => ({ verdict: 'clean' }) });
    },
  },
  'drawings-as-they-came': { rewrite: serveAsSent },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

/** A door that gives out the bytes it was given. */
function serveAsSent(): Rewrite {
  let sent: Buffer = Buffer.alloc(0);
  return {
    request: ({ method, path, body }) => {
      if (method === 'PATCH' && path.includes('/uploads/')) sent = body;
    },
    reply: (reply, { path }) => {
      if (reply.status === 200 && /\/(?:content|preview)$/.test(path)) reply.body = sent;
    },
  };
}
