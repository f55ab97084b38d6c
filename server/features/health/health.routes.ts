import { z } from 'zod';
import { Health } from '#contracts/health.ts';
import { anyone, defineRoute, json } from '#server/http/route.ts';
import { readHealth } from './read-health.ts';

const health = defineRoute({
  method: 'GET',
  url: '/api/health',
  summary: 'The state of each part of the deployment, with response times in ms; 503 when it is down.',
  access: anyone,
  input: {},
  reply: json(Health),
  rate: 'health',
  discloses: [],
  handle: async ({ caller, status }) => {
    const found = await readHealth(caller.services);
    if (found.status === 'down') status(503);
    return found;
  },
});

const live = defineRoute({
  method: 'GET',
  url: '/api/health/live',
  summary: 'Answers as long as the process does.',
  access: anyone,
  input: {},
  reply: json(z.strictObject({ status: z.literal('ok') })),
  rate: 'health',
  discloses: [],
  handle: async () => ({ status: 'ok' as const }),
});

const ready = defineRoute({
  method: 'GET',
  url: '/api/health/ready',
  summary: 'Whether this node can serve: 503 while one of the parts it cannot do without is down.',
  access: anyone,
  input: {},
  reply: json(z.strictObject({ status: z.enum(['ok', 'down']) })),
  rate: 'health',
  discloses: [],
  handle: async ({ caller, status }) => {
    const found = await readHealth(caller.services);
    if (found.status !== 'down') return { status: 'ok' as const };
    status(503);
    return { status: 'down' as const };
  },
});

export const healthRoutes = [health, live, ready];
