import type { SabotageName } from '#proofs/sabotage-names.ts';
import type { PassingReply, Sabotage } from '../sabotage.ts';

const REPORTS = '/api/v1/vulnerability-reports';

export const assuranceSabotages = {
  'agreements-forgotten': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path.endsWith('/agreement') &&
        edit(reply, (text) => text.replace(/"acceptances":\[.*\]/, '"acceptances":[]')),
    }),
  },
  // Whatever digest is sent, the one that stands is taken for it.
  'any-text-is-accepted': {
    rewrite: () => {
      let stands = '';
      return {
        request: (request) => {
          if (!request.path.endsWith('/agreement/acceptances') || stands === '') return;
          request.body = Buffer.from(request.body.toString().replace(/[0-9a-f]{64}/, stands));
        },
        reply: (reply, { path }) => {
          if (path.endsWith('/agreement')) stands = JSON.parse(reply.body.toString()).text?.digest ?? stands;
        },
      };
    },
  },
  'security-txt-ran-out': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === '/.well-known/security.txt' &&
        edit(reply, (text) => text.replace(/^Expires: .*$/m, 'Expires: 2020-01-01T00:00:00.000Z')),
    }),
  },
  // Any token of the right form follows the last report.
  'reports-open-to-anyone': {
    rewrite: () => {
      let token = '';
      return {
        request: (request) => {
          if (request.path !== `${REPORTS}/lookup` || token === '') return;
          request.body = Buffer.from(JSON.stringify({ token }));
          request.headers['content-length'] = String(request.body.length);
        },
        reply: (reply, { path }) => {
          if (path === REPORTS) token = JSON.parse(reply.body.toString()).token ?? '';
        },
      };
    },
  },
  'acknowledged-whenever': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === REPORTS &&
        edit(reply, (text) => text.replace(/"acknowledgeBy":"\d{4}/, '"acknowledgeBy":"2099')),
    }),
  },
  'credits-tell-addresses': {
    rewrite: () => ({
      reply: (reply, { path }) =>
        path === `${REPORTS}/credits` &&
        edit(reply, () => '{"items":[{"name":"Ada","at":"2026-01-01T00:00:00Z","email":"ada@example.org"}]}'),
    }),
  },
  'sign-in-page-gone': {
    rewrite: () => ({
      reply: (reply, { path }) => path === '/sign-in' && Object.assign(reply, { status: 502 }),
    }),
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

function edit(reply: PassingReply, change: (text: string) => string): void {
  reply.body = Buffer.from(change(reply.body.toString('utf8')));
}
