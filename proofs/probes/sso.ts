import { AuditPage } from '#contracts/audit.ts';
import { prove } from '../failure.ts';
import type { ProbeContext, ProbePerson, ProbeReply, ProbeWorld } from '../probe-context.ts';
import { workspacePath } from '../steps/cases.ts';
import { done, prepared } from '../steps/expect.ts';
import { type IdentityProvider, identityProvider } from '../steps/identity-provider.ts';
import {
  comeThrough,
  connectProvider,
  giveFactor,
  ssoCall,
  ssoSettings,
  tryOut,
} from '../steps/single-sign-on.ts';
import { uniqueWord } from '../steps/unique.ts';

/** Claim FTS-03: metadata connect a provider, and what it needs is there and the same everywhere. */
export async function metadataConnectAProvider(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { self, provider } = await connectProvider(context, a, await identityProvider(context.now));
  if (self === null || provider === null) return prove(false, 'Nothing is known of what was connected.');
  prove(
    provider.entityId === 'https://idp.invalid/metadata',
    'Another provider is connected than the metadata name.',
  );
  prove(provider.certificates.length === 1, 'The certificate of the metadata is not shown.');
  const ours = await context.call({ path: new URL(self.metadataUrl).pathname });
  prove(ours.status === 200, 'Our own metadata are not to be had.');
  for (const value of [self.entityId, self.answersTo, self.signOut]) {
    prove(ours.text.includes(`"${value}"`), 'Our metadata do not say what is shown to copy.');
  }
  for (const metadata of [
    { url: 'https://idp.invalid/metadata' },
    { url: 'https://127.0.0.1/' },
    { xml: '<nothing-of-the-kind/>' },
  ]) {
    const body = { kind: 'saml', name: 'None', metadata };
    const refused = await ssoCall(context, a, ['POST', '/connections'], { body });
    prove(refused.status === 422, 'Metadata that are none connect a provider.');
  }
}

/** Claim FTS-04: nothing is switched on or enforced before a real round trip, whose attributes are shown. */
export async function aTryComesFirst(context: ProbeContext): Promise<void> {
  const { a } = context;
  const provider = await identityProvider(context.now);
  const connection = await connectProvider(context, a, provider);
  const activation = ['PUT', `/connections/${connection.id}/activation`] as const;
  prove(
    (await ssoCall(context, a, activation)).status === 409,
    'A provider is switched on that nobody tried out.',
  );
  prove((await enforce(context, a)).status === 409, 'Single sign-on is enforced that nobody tried out.');
  const department = uniqueWord();
  const ended = await tryOut(context, a, connection, provider, department);
  prove(ended.headers.getSetCookie().length === 0, 'A test signs somebody in.');
  const { connections } = await ssoSettings(context, a);
  const brought = connections.find(({ id }) => id === connection.id)?.test;
  prove(
    brought?.passed === true && brought.email === a.people.owner.email,
    'A test does not say who came back.',
  );
  prove(
    brought.attributes.some(({ values }) => values.includes(department)),
    'What arrived is not shown.',
  );
  prove((await ssoCall(context, a, activation)).status === 200, 'What was tried out is not switched on.');
  const headers = { 'if-match': `"v${connection.version}"` };
  done(
    await ssoCall(context, a, ['PATCH', `/connections/${connection.id}`], {
      body: { unasked: true },
      headers,
    }),
    'changing a connection',
  );
  prove((await enforce(context, a)).status === 409, 'Settings that changed after the test are enforced.');
}

/** Claim FTS-05: enforced, only the provider opens; who lacks it was named before; the emergency door is off, and noted. */
export async function onlyTheProviderOpens(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { owner, member } = a.people;
  const provider = await identityProvider(context.now);
  const { id, through } = await ready(context, a, provider);
  const { missing, breakGlass } = await ssoSettings(context, a);
  prove(
    missing.some(({ userId }) => userId === member.userId),
    'A member who never came through is not pointed out.',
  );
  prove(
    !breakGlass.on && breakGlass.owners.every(({ named }) => !named),
    'The emergency door is open by itself.',
  );
  done(await enforce(context, a, missing.length), 'enforcing single sign-on');
  try {
    for (const person of [member, owner]) {
      const refused = await read(context, a, person);
      prove(refused.status === 403, 'A session that the provider did not open still opens the workspace.');
      prove(refused.text.includes('"sign_in_method_refused"'), 'The refusal does not say why.');
    }
    const came = await comeThrough(context, id, member.email, provider);
    prove((await read(context, a, came)).status === 200, 'Whoever comes through the provider is not let in.');
    await theEmergencyDoor(context, a, through);
  } finally {
    done(await ssoCall(context, a, ['DELETE', '/enforcement'], { as: through }), 'lifting enforcement');
  }
}

async function theEmergencyDoor(context: ProbeContext, a: ProbeWorld, through: ProbePerson): Promise<void> {
  const { owner } = a.people;
  const body = { on: true, ownerIds: [owner.userId] };
  done(await ssoCall(context, a, ['PUT', '/break-glass'], { body, as: through }), 'naming an owner');
  prove((await read(context, a, owner)).status === 200, 'A named owner does not get past the provider.');
  const path = workspacePath(a, '/audit/query');
  const filter = { actions: ['sso.break-glass-used'] };
  const log = await context.call({ method: 'POST', path, as: through, body: { filter, limit: 100 } });
  const { items } = prepared(log, AuditPage, 'reading the audit log');
  prove(
    items.some(({ actor }) => actor?.id === owner.userId),
    'The emergency door is used and not noted.',
  );
}

/** A provider that was tried out and is on, and its owner come through it, with a factor of their own. */
async function ready(context: ProbeContext, a: ProbeWorld, provider: IdentityProvider) {
  const connection = await connectProvider(context, a, provider);
  await tryOut(context, a, connection, provider);
  done(await ssoCall(context, a, ['PUT', `/connections/${connection.id}/activation`]), 'switching it on');
  const through = await comeThrough(context, connection.id, a.people.owner.email, provider);
  await giveFactor(context, through);
  return { id: connection.id, through };
}

function enforce(context: ProbeContext, world: ProbeWorld, missing = 0): Promise<ProbeReply> {
  return ssoCall(context, world, ['PUT', '/enforcement'], { body: { missing } });
}

function read({ call }: ProbeContext, world: ProbeWorld, as: ProbePerson): Promise<ProbeReply> {
  return call({ path: workspacePath(world, ''), as });
}
