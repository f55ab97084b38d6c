import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { askedCode, enterCode, mailedCode } from '../steps/sign-in.ts';

const longestLifeSeconds = 180;

export async function codeByMailSignsIn(context: ProbeContext): Promise<void> {
  const { email } = context.a.people.manager;
  const code = await mailedCode(context, email);
  const wrong = await enterCode(context, email, 'AAAA-AAAA-AAAA');
  prove(wrong.status >= 400, 'A code that was never sent signs in.');
  const right = await enterCode(context, email, code);
  prove(right.status < 300, 'The code that was sent by e-mail does not sign in.');
}

export async function codeWorksOnce(context: ProbeContext): Promise<void> {
  const { email } = context.a.people.admin;
  const { code, expiresIn } = await askedCode(context, email);
  prove(expiresIn <= longestLifeSeconds, 'A code is said to live longer than three minutes.');
  prove((await enterCode(context, email, code)).status < 300, 'A fresh code does not sign in.');
  prove((await enterCode(context, email, code)).status >= 400, 'A code signed in a second time.');
}

export async function aNewCodeVoidsTheOld(context: ProbeContext): Promise<void> {
  const { email } = context.b.people.admin;
  const old = await mailedCode(context, email);
  const fresh = await mailedCode(context, email);
  prove(old !== fresh, 'Two codes in a row are the same.');
  prove(
    (await enterCode(context, email, old)).status >= 400,
    'A code still works after a newer one was sent.',
  );
}

/** Usual addresses and usual keys: nothing that ships with a product, or stands in a manual, opens anything. */
export async function nothingComesWithAnAccount(context: ProbeContext): Promise<void> {
  const first = {
    email: 'admin@example.invalid',
    name: 'Admin',
    workspaceName: 'Admin',
    preset: 'knowledge',
  };
  const body = { ...first, token: 'changemechangemechangeme' };
  const set = await context.call({ method: 'POST', path: '/api/v1/setup', body });
  prove(set.status >= 400, 'The set-up of this deployment is open to whoever comes first.');
  for (const token of ['', 'admin', 'caseward', 'caseward-operator-token', 'changemechangemechangeme']) {
    const headers = { authorization: `Bearer ${token}`, origin: null };
    const reply = await context.call({ method: 'POST', path: '/api/v1/probe-worlds', headers, body: {} });
    prove(reply.status === 401, 'A token that anyone can guess makes workspaces.');
  }
  for (const cookie of await usualForgeries(context)) {
    const as = { ...context.a.people.owner, cookie };
    const reply = await context.call({ path: '/api/v1/session', as });
    prove(reply.status === 401, 'A session signed with a well-known secret is accepted.');
  }
}

async function usualForgeries({ a }: ProbeContext): Promise<string[]> {
  const { cookie } = a.people.owner;
  const start = cookie.indexOf('=') + 1;
  const [header = '', payload = ''] = cookie.slice(start).split('.');
  const secrets = ['secret', 'changeme', 'caseward', 'your-256-bit-secret', 'development'];
  const signed = await Promise.all(secrets.map((secret) => hs256(`${header}.${payload}`, secret)));
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  return [...signed.map((mac) => `${header}.${payload}.${mac}`), `${none}.${payload}.`].map(
    (token) => cookie.slice(0, start) + token,
  );
}

async function hs256(text: string, secret: string): Promise<string> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), hmac, false, ['sign']);
  return Buffer.from(await crypto.subtle.sign('HMAC', key, bytes.encode(text))).toString('base64url');
}
