import { SCOPE_ACTIONS } from '#contracts/access.ts';
import type { SabotageName } from '#proofs/sabotage-names.ts';
import { editFunction } from '../edit-function.ts';
import type { Rewrite, Sabotage } from '../sabotage.ts';

const everyScope = `array[${Object.keys(SCOPE_ACTIONS).map((scope) => `'${scope}'`)}]`;
const made = /"secret":"(cw_\w+)(\w{6})"/;

export const tokenSabotages = {
  'tokens-enter-anywhere': {
    prepare: editFunction('app.enter_by_token', [" and x.state = 'active' and x.id = k.workspace_id", '']),
  },
  'lists-tell-tokens': { rewrite: rememberTokens },
  'uses-unnoticed': {
    prepare: editFunction('app.enter_by_token', ['set last_used_at = now()', 'set last_used_at = null']),
  },
  'scopes-unread': {
    prepare: editFunction('app.enter_by_token', ["'scopes', t.scopes", `'scopes', ${everyScope}`]),
  },
  'revoked-tokens-live': {
    prepare: editFunction('app.enter_by_token', ['k.revoked_at is null and ', '']),
  },
  'checksums-made-up': {
    rewrite: () => ({
      reply: (reply) => {
        reply.body = Buffer.from(reply.body.toString().replace(made, '"secret":"$1000000"'));
      },
    }),
  },
  'leaks-unheard': {
    rewrite: () => ({
      request: (request) => {
        if (request.path === '/api/v1/token-leaks') request.body = Buffer.from('{"tokens":["cw_nothing"]}');
      },
    }),
  },
  'addresses-unasked': {
    prepare: editFunction('app.enter', ['(p_ip <<= any (s.ip_ranges)) is not true', 'false']),
  },
  'own-address-unasked': { rewrite: confirmUnasked },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

/** A door that names every token it saw made, wherever tokens are listed. */
function rememberTokens(): Rewrite {
  let secret = '';
  return {
    reply: (reply, { method, path }) => {
      const text = reply.body.toString();
      const [, body, check] = made.exec(text) ?? [];
      if (body !== undefined) secret = `${body}${check}`;
      else if (method === 'GET' && path.endsWith('/api-tokens'))
        reply.body = Buffer.from(text.replace('"name":"', `"name":"${secret} `));
    },
  };
}

/** A door that types an admin's own address for them. */
function confirmUnasked(): Rewrite {
  let address = '';
  return {
    request: (request) => {
      if (request.method !== 'PUT' || !request.path.endsWith('/address-rules')) return;
      const body = { ...JSON.parse(request.body.toString()), confirmation: address };
      request.body = Buffer.from(JSON.stringify(body));
    },
    reply: ({ body }) => {
      address = /"yourAddress":"([^"]+)"/.exec(body.toString())?.[1] ?? address;
    },
  };
}
