import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { securityHeaders } from '#server/http/headers.ts';
import { rateClasses } from '#server/http/rate-classes.ts';
import type { Route } from '#server/http/route.ts';
import type { RawReply } from '#tests/support/raw-http.ts';
import { bearerOnly, changing, type Door, nameOf, openDoor, routes } from './every-route.ts';

let door: Door;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

const jsonType = 'Content-Type: application/json';
const formType = 'Content-Type: application/x-www-form-urlencoded';
const refusedAsForeign = (reply: RawReply) =>
  reply.status === 403 && reply.body.includes('did not come from the app');

/** The one reply that pages of other sites may show; everything else is for this site alone. */
const profileOf = (route: Route) => (nameOf(route) === 'GET /status/badge.svg' ? 'badge' : 'private');

for (const route of routes) {
  test(`${nameOf(route)}: strict headers and its rate on the reply (FL-20, FC-41)`, async () => {
    const reply = await door.knock(route, [], { anonymous: true, csrf: null });
    for (const [name, value] of Object.entries(securityHeaders(profileOf(route))))
      assert.equal(reply.headers.get(name), value, name);
    assert.match(reply.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    const { limit, windowSeconds } = rateClasses[route.rate];
    assert.equal(reply.headers.get('ratelimit-policy'), `"${route.rate}";q=${limit};w=${windowSeconds}`);
    assert.match(reply.headers.get('ratelimit') ?? '', /^"\w+";r=\d+;t=\d+$/);
  });

  test(`${nameOf(route)}: what could be read in two ways is refused (FC-42)`, async () => {
    door.nextMinute();
    assert.equal((await door.knock(route, [], { query: '?id=1&id=2' })).status, 400);
    assert.equal((await door.knock(route, [], { query: '?id=1&%69d=2' })).status, 400);
    assert.equal((await door.knock(route, [], { query: '?__proto__=1' })).status, 400);
    assert.equal((await door.knock(route, ['Cookie: __Host-caseward=x'])).status, 400);
    assert.equal((await door.knock(route, ['Origin: http://a', 'Origin: http://b'])).status, 400);
    assert.equal((await door.knock(route, ['X-HTTP-Method-Override: DELETE'])).status, 400);
  });
}

for (const route of routes.filter(changing)) {
  if (bearerOnly(route) || route.form === true) continue;
  test(`${nameOf(route)}: a change another site could have caused is refused (FL-17, FC-19)`, async () => {
    door.nextMinute();
    const own = `Origin: ${door.world.test.url}`;
    assert.ok(refusedAsForeign(await door.knock(route, ['Sec-Fetch-Site: cross-site'])));
    assert.ok(refusedAsForeign(await door.knock(route, ['Sec-Fetch-Site: same-site', own])));
    assert.ok(refusedAsForeign(await door.knock(route, ['Origin: https://evil.example'])));
    assert.ok(refusedAsForeign(await door.knock(route, ['Origin: null'])));
    const unmarked = await door.knock(route, [own, 'Sec-Fetch-Site: same-origin'], { csrf: null });
    // Programs that know nothing of the app call it: nothing counts there but what they bring.
    assert.equal(refusedAsForeign(unmarked), route.byPrograms !== true);
    if (route.access.kind !== 'public') {
      const other = door.world.a.people.viewer.csrf;
      assert.ok(refusedAsForeign(await door.knock(route, [own], { csrf: other })));
      const granted = await door.knock(route, [own, 'Sec-Fetch-Site: same-origin'], { anonymous: true });
      assert.equal(granted.status, 401, 'a fitting Origin grants nothing');
    }
  });
}

for (const route of routes.filter(({ form }) => form === true)) {
  test(`${nameOf(route)}: the form of another site is taken for a form and nothing else`, async () => {
    door.nextMinute();
    const foreign = ['Sec-Fetch-Site: cross-site', 'Origin: https://idp.example', formType];
    const body = route.url.endsWith('/back-channel-logouts')
      ? 'logout_token=nobody-signed-this'
      : 'RelayState=x';
    const reply = await door.knock(route, foreign, { body, csrf: null });
    assert.ok([303, 404].includes(reply.status), reply.body);
    assert.equal(reply.headers.get('set-cookie'), undefined);
    for (const body of ['a=1&a=2', 'a', 'a=%ff', 'SAMLResponse=x&SAMLResponse=y']) {
      assert.equal((await door.knock(route, foreign, { body })).status, 400, body);
    }
    assert.equal(
      (await door.knock(route, [...foreign.slice(0, 2), jsonType], { body: '{"a":1,"a":2}' })).status,
      400,
    );
  });
}

for (const route of routes.filter(({ input, upload }) => input.body !== undefined && upload !== true)) {
  if (bearerOnly(route) || route.form === true) continue;
  test(`${nameOf(route)}: hostile bodies are refused before they are looked into (FC-36)`, async () => {
    door.nextMinute();
    const bodies = [
      '{"a":1,"a":2}',
      '{"__proto__":{}}',
      `${'['.repeat(40)}${']'.repeat(40)}`,
      '{"a":"\\ud800"}',
      '{',
      '[1e999]',
    ];
    for (const body of bodies) {
      const reply = await door.knock(route, [jsonType], { body });
      assert.equal(reply.status, 400, `${body} ${reply.body}`);
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      assert.equal((await door.knock(route, [`Content-Type: ${type}`], { body: '{}' })).status, 415, type);
    }
    const unknown = await door.knock(route, [jsonType], {
      body: '{"userId":"x","role":"owner","isAdmin":true}',
    });
    assert.ok([400, 422].includes(unknown.status), `${unknown.status} ${unknown.body}`);
  });
}

test('control: the same requests, left as they should be, are not refused for any of this', async () => {
  for (const route of routes.filter((candidate) => !bearerOnly(candidate))) {
    door.nextMinute();
    const honest = [`Origin: ${door.world.test.url}`, 'Sec-Fetch-Site: same-origin'];
    // A body that is no object is well-formed, and no schema takes it: nothing is changed by trying.
    const body = changing(route) && route.input.body !== undefined ? '[]' : '';
    // Without a body a change would happen, and a stream would not end.
    if ((changing(route) && body === '') || route.reply.kind === 'stream') continue;
    const reply = await door.knock(route, body === '' ? honest : [...honest, jsonType], { body });
    assert.ok(!refusedAsForeign(reply), nameOf(route));
    assert.ok(
      reply.status < 500 && ![400, 415, 429].includes(reply.status),
      `${nameOf(route)} ${reply.status} ${reply.body}`,
    );
  }
});
