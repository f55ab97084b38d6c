import { z } from 'zod';
import { Id } from '#contracts/common.ts';
import { ProbeMails, ProbeWorlds } from '#contracts/probe-worlds.ts';
import { defineRoute, empty, json, operator } from '#server/http/route.ts';
import { AppError } from '#server/platform/app-error.ts';
import { listProbeMails } from './kept-mail.ts';
import { makeProbeWorlds, purgeProbeWorlds } from './probe-world.ts';

const params = z.strictObject({ worldId: Id });

const create = defineRoute({
  method: 'POST',
  url: '/api/v1/probe-worlds',
  summary: 'Makes two throw-away workspaces for a proof run.',
  access: operator,
  input: {},
  reply: json(ProbeWorlds, 201),
  rate: 'operator',
  discloses: ['session.cookie'],
  handle: ({ caller }) => makeProbeWorlds(caller.services),
});

const mails = defineRoute({
  method: 'GET',
  url: '/api/v1/probe-worlds/:worldId/mails',
  summary: 'What was sent to the people of a throw-away world.',
  access: operator,
  input: { params },
  reply: json(ProbeMails),
  rate: 'operator',
  discloses: ['mail.text'],
  handle: async ({ caller, params: { worldId } }) => ({
    items: await listProbeMails(caller.services, worldId),
  }),
});

const purge = defineRoute({
  method: 'DELETE',
  url: '/api/v1/probe-worlds/:worldId',
  summary: 'Removes a throw-away world.',
  access: operator,
  input: { params },
  reply: empty,
  rate: 'operator',
  discloses: [],
  handle: async ({ caller, params: { worldId } }) => {
    if (!(await purgeProbeWorlds(caller.services, worldId))) throw new AppError('not_found');
  },
});

export const probeWorldRoutes = [create, mails, purge];
