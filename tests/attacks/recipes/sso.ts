import { deflateRawSync } from 'node:zlib';
import { assertStatus, clientOf, type Json } from '#tests/support/client.ts';
import {
  assertionXml,
  honest,
  metadataOf,
  providerKey,
  responseXml,
  signed,
  signedQuery,
} from '#tests/support/identity-provider.ts';
import { askedIn, sendAnswer, verifyDomain } from '#tests/support/sso.ts';
import { newName } from '../kitchen.ts';
import { DISCOVERY } from '../oidc/discovery.ts';
import { logoutToken } from '../oidc/logout-token.ts';
import type { Kitchen, Prepared, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId/sso';
const ONE = `${BASE}/connections/:connectionId`;
const FLOW = '/api/v1/sso';
const key = providerKey();
const metadata = { xml: metadataOf([key]) };
const client = { issuer: DISCOVERY.issuer, clientId: 'us', clientSecret: 'kept', scopes: ['groups'] };

const plain: Recipe = { about: 'none', prepare: async () => ({}) };
const newDomain = () => `${newName('d').replace(' ', '')}.example.org`;

/** A connection of its own, the others out of its way. Whoever comes through it joins. */
async function connection(
  kitchen: Kitchen,
  provider: object = { kind: 'saml', name: 'IdP', metadata },
): Promise<Json> {
  const { place } = kitchen;
  const owner = place.as('owner');
  const sso = (await owner.get(`${place.path}/sso`)).body;
  assertStatus(await owner.delete(`${place.path}/sso/enforcement`), 204);
  for (const { id } of sso.connections) await owner.delete(`${place.path}/sso/connections/${id}`);
  const made = await owner.post(`${place.path}/sso/connections`, provider);
  assertStatus(made, 201);
  const path = `${place.path}/sso/connections/${made.body.id}`;
  const open = await owner.patch(path, { joinRole: 'viewer' }, { 'if-match': `"v${made.body.version}"` });
  assertStatus(open, 200);
  return open.body;
}

/** The same, tried out by the owner and switched on. */
async function active(kitchen: Kitchen): Promise<Json> {
  const made = await tested(kitchen);
  const { place } = kitchen;
  assertStatus(await place.as('owner').put(`${place.path}/sso/connections/${made.id}/activation`), 200);
  return made;
}

async function tested(kitchen: Kitchen): Promise<Json> {
  const { place, stage } = kitchen;
  const made = await connection(kitchen);
  const { email } = place.people.owner;
  const { domains } = (await place.as('owner').get(`${place.path}/sso`)).body;
  const domain = email.split('@')[1] ?? '';
  if (!domains.some((one: Json) => one.domain === domain)) {
    await verifyDomain(stage.world.test, place.workspaceId, domain);
  }
  const begun = await place.as('owner').post(`${place.path}/sso/connections/${made.id}/tests`);
  assertStatus(begun, 201);
  const { form } = answered(begun.body.location, email);
  await sendAnswer(`${stage.world.test.url}${FLOW}/${made.id}/answers`, String(new URLSearchParams(form)));
  return made;
}

function answered(location: string, email: string) {
  const asked = askedIn(location);
  const facts = honest(asked, email);
  const xml = signed(responseXml(facts, assertionXml(facts)), 'Response', { key });
  return { form: { SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: asked.relayState } };
}

/** Whoever is shut out themselves does not get to enforce anything. */
async function comeThrough(kitchen: Kitchen, email: string): Promise<void> {
  const { connectionId, form, cookie } = await begun(kitchen, email);
  const { url } = kitchen.stage.world.test;
  const body = String(new URLSearchParams(form));
  const { location } = await sendAnswer(`${url}${FLOW}/${connectionId}/answers`, body);
  const arrival = { token: location.split('#')[1], confirmed: false };
  assertStatus(await clientOf(url, { cookie }).post('/sso/arrivals', arrival), 200);
}

/** Somebody new: another session of anybody known would end one of theirs, sooner or later. */
function newcomer({ place }: Kitchen): string {
  return `${newName('n').replace(' ', '')}@${place.people.owner.email.split('@')[1]}`.toLowerCase();
}

async function begun(kitchen: Kitchen, email = newcomer(kitchen)) {
  const { id: connectionId } = await active(kitchen);
  const start = { connectionId, privateDevice: false, returnTo: null };
  const reply = await kitchen.stage.world.anonymous.post('/sso/sign-ins', start);
  assertStatus(reply, 201);
  const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const { form } = answered(reply.body.location, email);
  return { connectionId, cookie, form };
}

const ofConnection = (make: (kitchen: Kitchen) => Promise<Json>): Recipe => ({
  about: 'word',
  prepare: async (kitchen) => ({ params: { connectionId: (await make(kitchen)).id } }),
});

async function domain({ place }: Kitchen): Promise<Prepared> {
  const made = await place.as('owner').post(`${place.path}/sso/domains`, { domain: newDomain() });
  assertStatus(made, 201);
  return { params: { domainId: made.body.id } };
}

function signOutXml(connectionId: string, url: string, page: boolean): string {
  const destination = page
    ? `${url}/sign-out/sso/${connectionId}`
    : `${url}${FLOW}/${connectionId}/sign-outs`;
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_${newName('l').replace(' ', '')}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${destination}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://idp.example.org/metadata</saml:Issuer><saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">nobody</saml:NameID></samlp:LogoutRequest>`;
}

export const ssoRecipes: Recipes = {
  [`GET ${BASE}`]: plain,
  [`POST ${BASE}/connections`]: {
    about: 'none',
    async prepare(kitchen) {
      await connection(kitchen);
      return { body: { kind: 'saml', name: 'IdP', metadata } };
    },
  },
  [`PATCH ${ONE}`]: {
    about: 'word',
    async prepare(kitchen) {
      const { id, version } = await connection(kitchen);
      const mapping = {
        email: 'mail',
        name: null,
        groups: null,
        roles: [{ group: 'staff', role: 'member' }],
      };
      return {
        params: { connectionId: id },
        body: { name: 'Other', mapping, joinRole: 'member', unasked: false },
        headers: { 'if-match': `"v${version}"` },
      };
    },
  },
  [`DELETE ${ONE}`]: ofConnection(connection),
  [`POST ${ONE}/tests`]: ofConnection(connection),
  [`PUT ${ONE}/activation`]: ofConnection(tested),
  [`DELETE ${ONE}/activation`]: ofConnection(active),
  [`POST ${BASE}/domains`]: { about: 'none', prepare: async () => ({ body: { domain: newDomain() } }) },
  [`POST ${BASE}/domains/:domainId/checks`]: { about: 'word', prepare: domain },
  [`DELETE ${BASE}/domains/:domainId`]: { about: 'word', prepare: domain },
  [`PUT ${BASE}/enforcement`]: {
    about: 'none',
    asksSender: true,
    async prepare(kitchen) {
      const { place, sender } = kitchen;
      await comeThrough(kitchen, place.people[sender].email);
      const { missing } = (await place.as('owner').get(`${place.path}/sso`)).body;
      const named = { on: true, ownerIds: [place.people.owner.userId] };
      assertStatus(await place.as('owner').put(`${place.path}/sso/break-glass`, named), 200);
      return { body: { missing: missing.length } };
    },
  },
  [`DELETE ${BASE}/enforcement`]: {
    about: 'none',
    async prepare({ place }) {
      assertStatus(await place.as('owner').delete(`${place.path}/sso/enforcement`), 204);
      return {};
    },
  },
  [`PUT ${BASE}/break-glass`]: {
    about: 'none',
    prepare: async ({ place }) => ({ body: { on: false, ownerIds: [place.people.owner.userId] } }),
  },
  [`POST ${FLOW}/offers`]: { about: 'none', prepare: async () => ({ body: { email: 'a@example.org' } }) },
  [`POST ${FLOW}/sign-ins`]: {
    about: 'none',
    prepare: async (kitchen) => ({
      body: { connectionId: (await active(kitchen)).id, privateDevice: false, returnTo: '/account/sessions' },
    }),
  },
  [`POST ${FLOW}/:connectionId/answers`]: {
    about: 'none',
    async prepare(kitchen) {
      const { connectionId, form } = await begun(kitchen);
      return { params: { connectionId }, body: form };
    },
  },
  // That no code comes is an answer too: it ends at the same place.
  [`GET ${FLOW}/:connectionId/callback`]: {
    about: 'none',
    prepare: async (kitchen) => ({
      params: { connectionId: (await connection(kitchen, { kind: 'oidc', name: 'OP', client })).id },
    }),
  },
  [`POST ${FLOW}/arrivals`]: {
    about: 'none',
    async prepare(kitchen) {
      const { connectionId, form, cookie } = await begun(kitchen);
      const { url } = kitchen.stage.world.test;
      const body = String(new URLSearchParams(form));
      const { location } = await sendAnswer(`${url}${FLOW}/${connectionId}/answers`, body);
      return { headers: { cookie }, body: { token: location.split('#')[1], confirmed: false } };
    },
  },
  [`GET ${FLOW}/:connectionId/metadata`]: {
    about: 'none',
    prepare: async (kitchen) => ({ params: { connectionId: (await connection(kitchen)).id } }),
  },
  [`POST ${FLOW}/sign-outs`]: plain,
  [`POST ${FLOW}/:connectionId/sign-outs`]: {
    about: 'none',
    async prepare(kitchen) {
      const { id } = await connection(kitchen);
      const xml = signOutXml(id, kitchen.stage.world.test.url, false);
      const form = signed(xml, 'LogoutRequest', { key });
      return { params: { connectionId: id }, body: { SAMLRequest: Buffer.from(form).toString('base64') } };
    },
  },
  [`POST ${FLOW}/:connectionId/sign-out-messages`]: {
    about: 'none',
    async prepare(kitchen) {
      const { id } = await connection(kitchen);
      const xml = signOutXml(id, kitchen.stage.world.test.url, true);
      const query = signedQuery([['SAMLRequest', deflateRawSync(xml).toString('base64')]], key);
      return { params: { connectionId: id }, body: { query } };
    },
  },
  [`POST ${FLOW}/:connectionId/back-channel-logouts`]: {
    about: 'none',
    async prepare(kitchen) {
      const { id } = await connection(kitchen, { kind: 'oidc', name: 'OP', client });
      return { params: { connectionId: id }, body: { logout_token: logoutToken() } };
    },
  },
};
