import { StatusPage } from '#contracts/status.ts';
import { readHealth } from '#server/features/health/index.ts';
import { anyone, defineRoute, json, stream } from '#server/http/route.ts';
import { badge } from './badge.ts';
import { readStatus } from './read-status.ts';

const page = defineRoute({
  method: 'GET',
  url: '/api/v1/status',
  summary: 'How the deployment is, part by part, with 90 days of history and what its operator says.',
  access: anyone,
  input: {},
  reply: json(StatusPage),
  rate: 'public',
  discloses: [],
  handle: ({ caller }) => readStatus(caller.services),
});

const image = defineRoute({
  method: 'GET',
  url: '/status/badge.svg',
  summary: 'The state of the deployment as an image for the pages of others.',
  access: anyone,
  input: {},
  reply: stream('image/svg+xml'),
  rate: 'public',
  discloses: [],
  handle: async ({ caller, reply }) => {
    const { status } = await readHealth(caller.services);
    reply.headerProfile = 'badge';
    return reply.header('content-type', 'image/svg+xml').send(badge(status));
  },
});

export const statusRoutes = [page, image];
