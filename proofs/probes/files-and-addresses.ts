import { prove } from '../failure.ts';
import type { ProbeContext, ProbeReply } from '../probe-context.ts';
import { casePath, writeCase } from '../steps/cases.ts';
import { open, settled, upload } from '../steps/evidence.ts';
import { ssoCall } from '../steps/single-sign-on.ts';
import { uniqueWord } from '../steps/unique.ts';

const METADATA = '/latest/meta-data/';
/** This machine, private networks and where clouds keep what a machine may know, in several spellings. */
const inside = [
  'localhost',
  '127.0.0.1',
  '127.1',
  '0177.0.0.1',
  '2130706433',
  '0.0.0.0',
  '[::]',
  '[::1]',
  '[::ffff:7f00:1]',
  '10.0.0.1',
  '192.168.0.1',
  '[fd00:ec2::254]',
  '169.254.169.254',
];

/** Claim FC-38: an address inside the network is not even tried, however it is written. */
export async function nothingInsideIsFetched(context: ProbeContext): Promise<void> {
  for (const host of inside) {
    const body = { kind: 'saml', name: 'Inside', metadata: { url: `https://${host}${METADATA}` } };
    const reply = await ssoCall(context, context.a, ['POST', '/connections'], { body });
    prove(reply.status === 422, 'Metadata inside the network connect a provider.');
    prove(reply.text.includes('"reason":"inside"'), 'An address inside the network is tried.');
  }
}

/** Claim FC-38: no more is an issuer of OpenID Connect, whose addresses the server asks as well. */
export async function noIssuerInsideIsAsked(context: ProbeContext): Promise<void> {
  for (const host of inside) {
    const client = { issuer: `https://${host}`, clientId: 'probe', clientSecret: 'of nobody', scopes: [] };
    const body = { kind: 'oidc', name: 'Inside', client };
    const reply = await ssoCall(context, context.a, ['POST', '/connections'], { body });
    prove(reply.status === 422, 'An issuer inside the network connects a provider.');
    prove(reply.text.includes('"reason":"inside"'), 'An issuer inside the network is asked.');
    prove(!reply.text.includes(client.clientSecret), 'A refusal repeats the secret.');
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);
const picture = { type: 'image/png', bytes: bytes('<!doctype html><script>alert(1)</script>') };

/** Claim FC-38: names that mislead, types that are not kept, and bytes of another type are refused. */
export async function factsOfFilesAreChecked(context: ProbeContext): Promise<void> {
  const { a } = context;
  const { member } = a.people;
  const { id: caseId } = await writeCase(context, a, member);
  const begin = (name: string, type: string): Promise<ProbeReply> =>
    context.call({
      method: 'POST',
      path: casePath(a, caseId, '/uploads'),
      as: member,
      body: { name, type, size: 10 },
    });
  for (const name of ['invoice\u202Egnp.png', 'a\u2066b.png', 'a\r\nb.png', 'a\u0000.png']) {
    const reply = await begin(name, 'image/png');
    prove(reply.status === 422 || reply.status === 400, 'A file whose name reads as another is taken.');
  }
  const foreign = [await begin('run.exe', ''), await begin('a.png', 'text/html')];
  prove(
    foreign.every(({ status }) => status >= 400 && status < 500),
    'A file of a type that is not kept is taken.',
  );
  const { id } = await upload(context, a, caseId, member, { name: `${uniqueWord()}.png`, ...picture });
  const { state } = await settled(context, a, id, member);
  prove(state === 'refused', 'A page that calls itself a picture is kept.');
  prove((await open(context, a, id, member, 'content')).status >= 400, 'Such a page is served.');
}
