import type { Credential, Fate } from '#server/security/security-events.ts';
import type { Stage } from '#tests/attacks/stage.ts';
import { credentialsOf, OTHER_PASSWORD } from '#tests/support/accounts.ts';
import { clientByToken } from '#tests/support/api-tokens.ts';
import type { TestApp } from '#tests/support/app.ts';
import { type Credentials, clientOf } from '#tests/support/client.ts';
import { signInByKey } from '#tests/support/passkeys.ts';
import type { Caused, Holder } from './security-trial.ts';

/** What became of each credential, as one node answers it. The mailed link is used up by asking. */
export async function fatesOf(
  stage: Stage,
  node: Pick<TestApp, 'url'>,
  holder: Holder,
  { renewed }: Caused,
  kinds: readonly Credential[],
): Promise<Partial<Record<Credential, Fate>>> {
  const { a } = stage.world;
  const inside = (who: Credentials) => clientOf(node.url, who).get(a.path);
  const asked: Record<Exclude<Credential, UnderWay>, () => Promise<Fate>> = {
    async thisSession() {
      const fate = fateOf((await inside(holder.mine)).status);
      if (fate !== 'ends' || renewed === undefined) return fate;
      return (await inside(renewed)).status === 200 ? 'renewed' : 'ends';
    },
    otherSessions: async () => fateOf((await inside(holder.other)).status),
    async pendingSignIns() {
      const { status } = await clientOf(node.url, holder.pending).get('/session');
      return status === 200 ? 'stays' : 'ends';
    },
    async apiTokens() {
      const client = clientByToken(stage.world, holder.token.secret, node.url);
      return fateOf((await client.post(`${a.path}/members/query`, {})).status);
    },
    async mailedLinks() {
      const body = { token: holder.resetToken, password: `${OTHER_PASSWORD} once` };
      const reply = await clientOf(node.url).post('/sign-in/password-resets/redemptions', body);
      return reply.status < 300 ? 'stays' : 'ends';
    },
    async passkeys() {
      const reply = await signInByKey(node, holder.passkey);
      return reply.status === 200 ? fateOf((await inside(credentialsOf(reply))).status) : 'ends';
    },
  };
  const fates: Partial<Record<Credential, Fate>> = {};
  for (const kind of kinds) if (!isUnderWay(kind)) fates[kind] = await asked[kind]();
  return fates;
}

type UnderWay = 'liveViews' | 'downloads' | 'uploads';

function isUnderWay(kind: Credential): kind is UnderWay {
  return kind === 'liveViews' || kind === 'downloads' || kind === 'uploads';
}

function fateOf(status: number): Fate {
  if (status === 200) return 'stays';
  return status === 401 ? 'ends' : 'shut-out';
}
