import type { FastifyInstance } from 'fastify';
import type { Build } from '#contracts/trust.ts';
import { openApi } from './openapi.ts';
import type { Guards } from './register-routes.ts';
import type { Route } from './route.ts';

/** The API document at /api/openapi.json, and the same for people at /api. */
export function registerApiPage(
  app: FastifyInstance,
  routes: readonly Route[],
  { build, publicUrl, guards }: { build: Build; publicUrl: string; guards: Guards },
): void {
  // Few ever ask, and making it takes longer than all the rest of a start's routes.
  let document: string | undefined;
  let page: string | undefined;
  const limited = { rate: 'public' } as never;
  app.get('/api/openapi.json', async (request, reply) => {
    await guards.limitRate(request, reply, limited, undefined);
    reply.headerProfile = 'public';
    document ??= JSON.stringify(openApi(routes, build, publicUrl));
    return reply.type('application/json; charset=utf-8').send(document);
  });
  app.get('/api', async (request, reply) => {
    await guards.limitRate(request, reply, limited, undefined);
    reply.headerProfile = 'public';
    page ??= apiPage(routes, build);
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

function apiPage(routes: readonly Route[], { version }: Build): string {
  const rows = routes.map((route) => {
    const access = route.access.kind === 'workspace' ? `role: ${route.access.action}` : route.access.kind;
    return `<tr><td>${route.method}</td><td><code>${html(route.url)}</code></td><td>${html(route.summary)}</td><td>${html(access)}</td><td>${route.rate}</td></tr>`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Caseward API</title></head><body><main><h1>Caseward API ${html(version)}</h1>
<p>Made of the same declarations the server runs on. Machines read <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<table border="1"><caption>Every route, who may call it and in which rate class</caption>
<thead><tr><th scope="col">Method</th><th scope="col">Address</th><th scope="col">What it does</th><th scope="col">Access</th><th scope="col">Rate</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></main></body></html>`;
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
