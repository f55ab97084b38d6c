import { randomUUID } from 'node:crypto';
import { makeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import { formatCheckpointKey, signCheckpoint } from '#server/security/audit/checkpoint.ts';
import { withClient } from '#tests/support/admin.ts';
import { testSigner } from '#tests/support/audit-log.ts';
import type { Kitchen, Prepared, Recipe, Recipes } from '../recipe.ts';

const plain: Recipe = { about: 'none', prepare: async () => ({}) };

const report = {
  title: 'A door stands open',
  details: 'Whoever knocks twice comes in without a key.',
  severity: 'high',
  email: null,
  credit: null,
  website: '',
};

const pack: Recipe = {
  about: 'none',
  async prepare({ stage }) {
    await withClient(stage.world.test.database.operatorUrl, (client) =>
      client.query("select app.keep_evidence_pack(gen_random_uuid(), 'a build', sha256('x'), 'x')"),
    );
    return {};
  },
};

const operator = ({ stage }: Kitchen) => stage.operator;

async function probeWorld({ stage }: Kitchen): Promise<Prepared> {
  const { id } = await makeProbeWorlds(stage.world.test.app.services);
  return { as: stage.operator, params: { worldId: id } };
}

/** Of a log that nobody has seen before, and that is witnessed here from now on. */
async function aCheckpoint({ stage }: Kitchen): Promise<Prepared> {
  const signer = await testSigner();
  // Its name holds no id: that would be spelt otherwise where a test spells ids otherwise.
  const origin = `${randomUUID().replaceAll('-', '')}.example.org/audit`;
  const key = formatCheckpointKey({ name: origin, publicKey: signer.publicKey });
  Object.assign(stage.world.test.app.services, { witnessedLogs: [key] });
  const checkpoint = signCheckpoint(signer, { origin, size: 3, root: Buffer.alloc(32, 3) });
  return { body: { old: 0, consistency: [], checkpoint } };
}

/** Health, the trust page and what an operator's token opens. */
export const openRecipes: Recipes = {
  'GET /api/health': plain,
  'GET /api/health/live': plain,
  'GET /api/health/ready': plain,
  'GET /api/v1/status': plain,
  'GET /status/badge.svg': plain,
  'GET /api/v1/trust': plain,
  'GET /api/v1/trust/asvs': plain,
  'GET /api/v1/trust/soc2': plain,
  'GET /api/v1/trust/sub-processors': plain,
  'GET /api/v1/trust/agreement': plain,
  'GET /api/v1/trust/standing-attacks': plain,
  'GET /api/v1/trust/evidence-pack': plain,
  'GET /api/v1/trust/evidence-pack/file': pack,
  'GET /api/v1/witness': plain,
  'POST /api/v1/witness/checkpoints': { about: 'none', prepare: aCheckpoint },
  'POST /api/v1/browser-errors': {
    about: 'none',
    repeatable: true,
    prepare: async () => ({
      body: { kind: 'error', name: 'TypeError', message: 'x is not a function', stack: [], page: '/' },
    }),
  },
  'GET /api/v1/vulnerability-reports/credits': plain,
  'GET /.well-known/security.txt': plain,
  'POST /api/v1/vulnerability-reports': {
    about: 'none',
    repeatable: true,
    prepare: async () => ({ body: report }),
  },
  'POST /api/v1/vulnerability-reports/lookup': {
    about: 'none',
    repeatable: true,
    prepare: async ({ stage }) => {
      const { body } = await stage.world.anonymous.post('/vulnerability-reports', report);
      return { body: { token: body.token } };
    },
  },
  'POST /api/v1/proof-runs': {
    about: 'none',
    prepare: async (kitchen) => ({ as: operator(kitchen), body: { build: 'a build', claims: [] } }),
  },
  'POST /api/v1/probe-worlds': {
    about: 'none',
    prepare: async (kitchen) => ({ as: operator(kitchen) }),
  },
  'GET /api/v1/probe-worlds/:worldId/mails': { about: 'word', prepare: probeWorld },
  'DELETE /api/v1/probe-worlds/:worldId': { about: 'word', prepare: probeWorld },
};
