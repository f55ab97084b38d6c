import { ProofRun, TrustPage } from '#contracts/trust.ts';
import { anyone, defineRoute, empty, json, operator } from '#server/http/route.ts';
import { readTrust, saveProofRun } from './trust.ts';

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

export const trustRoutes = [page, run];
