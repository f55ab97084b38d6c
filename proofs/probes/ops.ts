import { setTimeout as sleep } from 'node:timers/promises';
import { Health } from '#contracts/health.ts';
import { StatusPage } from '#contracts/status.ts';
import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { expectStatus } from '../steps/expect.ts';

const parts = ['database', 'configuration', 'backup', 'mail', 'storage', 'scanner'] as const;

export async function healthIsPublic({ call, now }: ProbeContext): Promise<void> {
  const reply = await call({ path: '/api/health' });
  prove(reply.status === 200 || reply.status === 503, `The health address answers ${reply.status}.`);
  const health = Health.safeParse(reply.json);
  prove(health.success, 'The health of the deployment is not told in the agreed form.');
  for (const name of parts) {
    const told = health.data.checks.some((check) => check.name === name);
    prove(told, `The health of the deployment does not tell about ${name}.`);
  }
  const age = Math.abs(now() - Date.parse(health.data.checkedAt));
  prove(age < 5 * 60_000, 'The health that is told is old.');
}

/** A deployment that has just come up takes its first look within seconds. */
const LOOKS = 20;
const BETWEEN_LOOKS_MS = 500;

/** The public page says what the health checks say, and how they went on the days before. */
export async function statusHasHistory({ call }: ProbeContext): Promise<void> {
  const told = Health.safeParse((await call({ path: '/api/health' })).json);
  prove(told.success, 'The health of the deployment is not told in the agreed form.');
  const page = await statusPage(call);
  for (const { name } of told.data.checks) {
    const part = page.parts.find((each) => each.name === name);
    prove(part !== undefined, `The status page does not tell about ${name}.`);
    prove(part.status === 'off' || part.days.length > 0, `The status page has no history of ${name}.`);
    prove(part.since !== null, `The status page does not tell since when ${name} is as it is.`);
  }
  const age = Date.now() - Date.parse(page.lastLookAt ?? '');
  prove(age < 10 * 60_000, 'Nothing has looked after the parts for ten minutes.');
}

async function statusPage(call: ProbeContext['call']): Promise<StatusPage> {
  for (let look = 0; look < LOOKS; look += 1) {
    const reply = await call({ path: '/api/v1/status' });
    expectStatus(reply, [200], 'The status page is not public');
    const page = StatusPage.safeParse(reply.json);
    prove(page.success, 'The status page is not in the agreed form.');
    if (page.data.lastLookAt !== null) return page.data;
    await sleep(BETWEEN_LOOKS_MS);
  }
  prove(false, 'The status page keeps no history.');
}

const WORDS = { ok: 'operational', degraded: 'degraded', down: 'down' } as const;

/** The badge is an image for any page, and says what the page says. */
export async function badgeSaysTheState({ call }: ProbeContext): Promise<void> {
  const screen = await call({ path: '/status', headers: { accept: 'text/html' } });
  expectStatus(screen, [200], 'The status page cannot be opened');
  const reply = await call({ path: '/status/badge.svg' });
  expectStatus(reply, [200], 'The badge is not public');
  prove(reply.headers.get('content-type') === 'image/svg+xml', 'The badge is no image.');
  const states = Object.values(WORDS).filter((word) => reply.text.includes(`status: ${word}`));
  prove(states.length === 1, 'The badge does not say how the deployment is.');
  const { status } = await statusPage(call);
  const again = await call({ path: '/status/badge.svg' });
  const said = [reply, again].some(({ text }) => text.includes(`status: ${WORDS[status]}`));
  prove(said, 'The badge says something else than the status page.');
}

const PAGES = ['/', '/pricing', '/status', '/security', '/trust', '/report', '/sign-in'] as const;

/** What anyone meets first stands: each page is the app, and what its first screen asks for is answered. */
export async function publicSurfaceStands({ call }: ProbeContext): Promise<void> {
  for (const path of PAGES) {
    const page = await call({ path, headers: { accept: 'text/html' } });
    expectStatus(page, [200], `The page ${path} cannot be opened`);
    prove(/<div id="app"/.test(page.text), `The page ${path} is not the app.`);
    const script = /<script[^>]* src="([^"]+)"/.exec(page.text)?.[1];
    prove(script !== undefined, `The page ${path} loads no program.`);
    expectStatus(await call({ path: script }), [200], `What the page ${path} loads is not there`);
  }
  const session = await call({ path: '/api/v1/session' });
  expectStatus(session, [200, 204, 401], 'Nobody can begin to sign in');
  expectStatus(await call({ path: '/api/v1/status' }), [200], 'The status is not told');
  expectStatus(
    await call({ path: '/api/health/live' }),
    [200],
    'The deployment does not answer its health check',
  );
}
