import { CheckpointToWitness, WitnessedCheckpoint, WitnessState } from '#contracts/witness.ts';
import { anyone, defineRoute, json } from '#server/http/route.ts';
import { readWitness, witness } from './witness.ts';

const state = defineRoute({
  method: 'GET',
  url: '/api/v1/witness',
  summary: 'The key this deployment countersigns with, and what it has seen of the logs of others.',
  access: anyone,
  input: {},
  reply: json(WitnessState),
  rate: 'public',
  discloses: [],
  handle: ({ caller }) => readWitness(caller.services),
});

const countersign = defineRoute({
  method: 'POST',
  url: '/api/v1/witness/checkpoints',
  summary:
    'Countersigns a checkpoint of a log that this deployment witnesses, if it continues the one before.',
  access: anyone,
  input: { body: CheckpointToWitness },
  reply: json(WitnessedCheckpoint),
  rate: 'public',
  discloses: [],
  handle: ({ caller, body }) => witness(caller.services, body),
});

export const witnessRoutes = [state, countersign];
