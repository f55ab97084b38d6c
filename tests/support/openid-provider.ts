import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { type FormPage, formBrowser } from './form-browser.ts';

export interface RunningOpenidProvider {
  readonly issuer: string;
  /** `host:port`, for CASEWARD_INSIDE_HOSTS. */
  readonly host: string;
  /** Registers a client with these addresses. */
  register(addresses: RegisteredAddresses): Promise<RegisteredClient>;
  /** Signs in there as a person would, and gives the address the browser is sent back to. */
  signIn(location: string, login: string, browser?: ReturnType<typeof formBrowser>): Promise<string>;
  stop(): Promise<void>;
}

export interface RegisteredAddresses {
  readonly redirectUri: string;
  readonly afterSignOut: string;
  readonly backChannel?: string;
}

export interface RegisteredClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

type Claims = Readonly<Record<string, unknown>>;

/** The oidc-provider of npm on a loopback port; `people` by login. Claims of a person come from userinfo, as is its default. */
export async function startOpenidProvider(
  people: () => Readonly<Record<string, Claims>>,
): Promise<RunningOpenidProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;
  const issuer = `http://${host}`;
  server.on('request', new Provider(issuer, configuration(people)).callback());
  return {
    issuer,
    host,
    register: (addresses) => register(issuer, addresses),
    signIn,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function configuration(people: () => Readonly<Record<string, Claims>>) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
  return {
    jwks: { keys: [key] },
    cookies: { keys: ['a key of the test provider'] },
    claims: {
      openid: ['sub', 'sid'],
      email: ['email', 'email_verified'],
      profile: ['name', 'realm_access'],
    },
    pkce: { required: () => true },
    // Its own way out refuses this machine, where a test is.
    fetch: (address: string, { dispatcher: _, ...request }: RequestInit & { dispatcher?: unknown }) =>
      fetch(address, request),
    features: {
      devInteractions: { enabled: true },
      registration: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
    findAccount: async (_context: unknown, login: string) => {
      const claims = people()[login];
      return claims && { accountId: login, claims: async () => ({ sub: login, ...claims }) };
    },
  };
}

async function register(issuer: string, addresses: RegisteredAddresses): Promise<RegisteredClient> {
  const { redirectUri, afterSignOut, backChannel } = addresses;
  const reply = await fetch(`${issuer}/reg`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [afterSignOut],
      ...(backChannel !== undefined && { backchannel_logout_uri: backChannel }),
    }),
  });
  const { client_id: clientId, client_secret: clientSecret } = await reply.json();
  if (reply.status !== 201) throw new Error(`not registered: ${reply.status}`);
  return { clientId, clientSecret };
}

async function signIn(location: string, login: string, browser = formBrowser()): Promise<string> {
  const asked = await browser.visit(location);
  const signedIn = await browser.visit(asked.action, { ...asked.fields, login, password: 'any' });
  const consented = await confirmed(browser, signedIn);
  return consented.url;
}

// Asked for once a client and person.
async function confirmed(browser: ReturnType<typeof formBrowser>, page: FormPage): Promise<FormPage> {
  return page.fields.prompt === 'consent' ? browser.visit(page.action, page.fields) : page;
}
