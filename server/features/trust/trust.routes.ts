import { AsvsPage, Soc2Page } from '#contracts/assessments.ts';
import { SubProcessors } from '#contracts/sub-processors.ts';
import { NewestPack, ProofRun, StandingAttacks, TrustPage } from '#contracts/trust.ts';
import { anyone, defineRoute, empty, json, operator, stream } from '#server/http/route.ts';
import { openNewestPack, readNewestPack } from './evidence-pack.ts';
import { readStandingAttacks } from './standing-watch.ts';
import { readTrust, saveProofRun, subProcessorsOf } from './trust.ts';

const page = defineRoute({
  method: 'GET',
  url: '/api/v1/trust',
  summary: 'What the product promises about security, with the last proof of each.',
  access: anyone,
  input: {},
  reply: json(TrustPage),
  rate: 'public',
  discloses: [],
  handle: ({ caller }) => readTrust(caller.services),
});

const run = defineRoute({
  method: 'POST',
  url: '/api/v1/proof-runs',
  summary: 'Publishes what a proof run found.',
  access: operator,
  input: { body: ProofRun },
  reply: empty,
  rate: 'operator',
  discloses: [],
  handle: ({ caller, body }) => saveProofRun(caller.services, body),
});

const pack = defineRoute({
  method: 'GET',
  url: '/api/v1/trust/evidence-pack',
  summary: 'When the newest evidence pack was made, and the digest of its file.',
  access: anyone,
  input: {},
  reply: json(NewestPack),
  rate: 'public',
  discloses: [],
  handle: ({ caller }) => readNewestPack(caller.services),
});

const packFile = defineRoute({
  method: 'GET',
  url: '/api/v1/trust/evidence-pack/file',
  summary: 'The newest evidence pack: a signed archive that verifies offline.',
  access: anyone,
  input: {},
  reply: stream('application/zip'),
  rate: 'download',
  discloses: [],
  handle: async ({ caller, reply }) => {
    const { name, content } = await openNewestPack(caller.services);
    return reply
      .header('content-type', 'application/zip')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(content);
  },
});

const attacks = defineRoute({
  method: 'GET',
  url: '/api/v1/trust/standing-attacks',
  summary: 'How often one synthetic workspace tried to reach another here, and what came of it.',
  access: anyone,
  input: {},
  reply: json(StandingAttacks),
  rate: 'public',
  discloses: [],
  handle: ({ caller }) => readStandingAttacks(caller.services),
});

const asvs = defineRoute({
  method: 'GET',
  url: '/api/v1/trust/asvs',
  summary: 'The self-assessment against OWASP ASVS 5.0, levels 1 and 2, with its evidence and gaps.',
  access: anyone,
  input: {},
  reply: json(AsvsPage),
  rate: 'public',
  discloses: [],
  handle: async () => ({ items: (await assessments()).asvsAnswers() }),
});

const soc2 = defineRoute({
  method: 'GET',
  url: '/api/v1/trust/soc2',
  summary: 'The SOC 2 criteria, and what of the product answers each.',
  access: anyone,
  input: {},
  reply: json(Soc2Page),
  rate: 'public',
  discloses: [],
  handle: async () => ({ items: (await assessments()).soc2Answers() }),
});

const subProcessors = defineRoute({
  method: 'GET',
  url: '/api/v1/trust/sub-processors',
  summary: 'Whom this deployment gives data to, what for, and with which certifications.',
  access: anyone,
  input: {},
  reply: json(SubProcessors),
  rate: 'public',
  discloses: [],
  handle: ({ caller }) => subProcessorsOf(caller.services),
});

/** Loaded when first asked for: few ask. */
const assessments = () => import('#proofs/assessments/assessments.ts');

export const trustRoutes = [page, run, pack, packFile, attacks, asvs, soc2, subProcessors];
