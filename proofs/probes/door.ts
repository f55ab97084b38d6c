import type { Door, DoorReply } from '../door.ts';
import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';

type AtTheDoor = Pick<ProbeContext, 'door'>;

const OLD = ['TLSv1', 'TLSv1.1', 'TLSv1.2'] as const;
const MINIMUM_SECONDS = 31_536_000;

/** Whoever offers nothing newer than 1.2 is turned away, version by version. */
export async function olderTlsIsRefused({ door }: AtTheDoor): Promise<void> {
  const asked = await door();
  await newestIsAgreedOn(asked);
  for (const version of OLD) {
    const { outcome } = await asked.greet(version, version);
    prove(outcome === 'refused', `A client that offers nothing but ${version} is let in.`);
  }
}

/** Whoever offers every version gets 1.3, from a host with a trusted certificate of its name. */
export async function newestTlsIsSpoken({ door }: AtTheDoor): Promise<void> {
  await newestIsAgreedOn(await door());
}

async function newestIsAgreedOn(door: Door): Promise<void> {
  const greeting = await door.greet('TLSv1', 'TLSv1.3');
  if (greeting.outcome === 'untrusted')
    prove(false, `The certificate is not to be trusted (${greeting.reason}).`);
  prove(greeting.outcome === 'agreed', 'A client that offers every version of TLS is turned away.');
  prove(greeting.protocol === 'TLSv1.3', `Client and server agree on ${greeting.protocol}.`);
}

/** What is asked in clear is sent to the same place by HTTPS, and nothing of it is answered. */
export async function nothingIsServedInClear({
  door,
  a,
}: AtTheDoor & Pick<ProbeContext, 'a'>): Promise<void> {
  const asked = await door();
  const { cookie } = a.people.owner;
  for (const path of ['/', '/api/health', '/api/v1/session', '/no/such/page']) {
    const reply = await asked.askInClear(path, { cookie });
    if (reply === undefined || reply.status === 400) continue;
    prove(reply.status === 301 || reply.status === 308, `${path} is answered in clear.`);
    const target = URL.parse(reply.headers.get('location') ?? '');
    const there = target?.protocol === 'https:' && target.hostname === asked.name && target.pathname === path;
    prove(there, `${path} in clear leads elsewhere than to itself by HTTPS.`);
    prove(reply.headers.getSetCookie().length === 0, 'A cookie is set in clear.');
  }
}

/** RFC 6797: a year at least, for every name below too, and fit for the lists of browsers. */
export async function browsersStayWithHttps({ door }: AtTheDoor): Promise<void> {
  const asked = await door();
  for (const path of ['/', '/api/health', '/api/v1/session', '/no/such/page']) {
    const policy = transportPolicy(await asked.ask(path));
    const seconds = Number(/(?:^|;)\s*max-age="?(\d+)"?\s*(?:;|$)/i.exec(policy)?.[1] ?? 0);
    prove(seconds >= MINIMUM_SECONDS, `${path} binds browsers to HTTPS for less than a year.`);
    for (const word of ['includeSubDomains', 'preload']) {
      const said = new RegExp(`(?:^|;)\\s*${word}\\s*(?:;|$)`, 'i').test(policy);
      prove(said, `${path} does not say ${word}.`);
    }
  }
}

// Said twice, only the first counts (RFC 6797, 8.1).
function transportPolicy({ headers }: DoorReply): string {
  return headers.get('strict-transport-security')?.split(',')[0] ?? '';
}
