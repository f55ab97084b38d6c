import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import { staticProfile } from './headers.ts';
import type { Guards } from './register-routes.ts';

/** Addresses the app in the browser knows how to draw; everything else is a 404. */
const PAGES =
  /^\/(?:$|sign-in(?:\/|$)|sign-out\/sso\/[\w-]+$|forgot-password$|new-password$|setup(?:\/recovery-kit)?$|invitation$|security$|trust(?:\/(?:asvs|soc2|policies))?$|status$|report$|pricing$|account(?:\/|$)|w\/)/;

/** Certificates, for whoever holds their id, and further pages of the trust centre. */
const RECORDS = /^\/(?:(?:erasure|privacy)\/[\w-]+|trust\/(?:sub-processors|agreement))$/;

/** Serves the built web app: hashed assets for a year, its one page for every address it can draw. */
export async function registerWeb(app: FastifyInstance, folder: string, guards: Guards): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, { root: folder, serve: false });
  app.get('/*', async (request, reply) => {
    const [path = '/'] = request.url.split('?', 1);
    const profile = staticProfile(path);
    // A screen is some thirty small files, and an office is many people behind one address.
    await guards.limitRate(request, reply, { rate: profile === 'asset' ? 'asset' : 'page' }, undefined);
    reply.headerProfile = profile;
    if (PAGES.test(path) || RECORDS.test(path)) return reply.sendFile('index.html', { cacheControl: false });
    if (!/^\/(?:assets\/)?[\w.-]+$/.test(path) || path === '/index.html') throw new AppError('not_found');
    return reply.sendFile(path.slice(1), { cacheControl: false });
  });
}
