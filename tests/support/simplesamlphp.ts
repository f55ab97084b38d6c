import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { pemOf } from '#server/security/crypto/index.ts';
import { providerKey } from './identity-provider.ts';

const PHP = '/usr/bin/php';
const WWW = '/usr/share/simplesamlphp/www';
const missing = [PHP, `${WWW}/index.php`].filter((path) => !existsSync(path));
export const noSimpleSamlPhp = missing.length === 0 ? false : `needs ${missing.join(' and ')}`;

export type SamlAccount = {
  readonly password: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
};

/** What the provider is told about one connection of ours. */
export interface Trusted {
  readonly entityId: string;
  readonly answersTo: string;
  readonly signOut: string;
  /** Base64 DER. */
  readonly certificate: string;
  readonly encrypt: boolean;
}

export interface RunningSimpleSamlPhp {
  readonly url: string;
  readonly metadataUrl: string;
  /** Who signs in there, by their names. */
  know(accounts: Readonly<Record<string, SamlAccount>>): Promise<void>;
  trust(self: Trusted): Promise<void>;
  stop(): Promise<void>;
}

/** A real SimpleSAMLphp as an identity provider, on PHP's own server, in a folder of its own. */
export async function startSimpleSamlPhp(): Promise<RunningSimpleSamlPhp> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-saml-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  await writeSettings(folder, url);
  const server = spawn(PHP, ['-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, '-t', WWW], {
    env: { PATH: process.env.PATH, SIMPLESAMLPHP_CONFIG_DIR: join(folder, 'config') },
    stdio: 'ignore',
  });
  await answering(url, server);
  return {
    url,
    metadataUrl: `${url}/saml2/idp/metadata.php`,
    know: (accounts) =>
      writePhp(join(folder, 'config/authsources.php'), 'config', { people: source(accounts) }),
    trust: (self) =>
      writePhp(join(folder, 'metadata/saml20-sp-remote.php'), 'metadata', { [self.entityId]: partner(self) }),
    async stop() {
      server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function partner({ answersTo, signOut, certificate, encrypt }: Trusted) {
  return {
    AssertionConsumerService: answersTo,
    SingleLogoutService: signOut,
    certData: certificate,
    'validate.authnrequest': true,
    'redirect.sign': true,
    'redirect.validate': true,
    'assertion.encryption': encrypt,
    NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    'simplesaml.nameidattribute': 'uid',
  };
}

async function writeSettings(folder: string, url: string): Promise<void> {
  for (const name of ['config', 'metadata', 'cert', 'sessions', 'log', 'temp'])
    await mkdir(join(folder, name));
  const { privateKey, certificate } = providerKey();
  await writeFile(join(folder, 'cert/idp.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }), {
    mode: 0o600,
  });
  await writeFile(join(folder, 'cert/idp.crt'), pemOf({ base64: certificate }));
  await writePhp(join(folder, 'config/config.php'), 'config', generalSettings(folder, url));
  await writePhp(join(folder, 'config/authsources.php'), 'config', { people: source({}) });
  await writePhp(join(folder, 'metadata/saml20-sp-remote.php'), 'metadata', {});
  await writePhp(join(folder, 'metadata/saml20-idp-hosted.php'), 'metadata', {
    '__DYNAMIC:1__': {
      host: '__DEFAULT__',
      privatekey: 'idp.pem',
      certificate: 'idp.crt',
      auth: 'people',
      'redirect.sign': true,
      'redirect.validate': true,
    },
  });
}

function generalSettings(folder: string, url: string) {
  return {
    baseurlpath: `${url}/`,
    certdir: `${folder}/cert/`,
    loggingdir: `${folder}/log/`,
    datadir: `${folder}/temp/`,
    tempdir: `${folder}/temp`,
    metadatadir: `${folder}/metadata/`,
    secretsalt: randomBytes(24).toString('hex'),
    'auth.adminpassword': randomBytes(24).toString('hex'),
    technicalcontact_email: 'nobody@example.org',
    timezone: 'UTC',
    'logging.handler': 'file',
    'enable.saml20-idp': true,
    'module.enable': { exampleauth: true, core: true, saml: true },
    'session.cookie.secure': false,
    'session.phpsession.savepath': `${folder}/sessions`,
    'store.type': 'phpsession',
    'metadata.sources': [{ type: 'flatfile', directory: `${folder}/metadata` }],
  };
}

function source(accounts: Readonly<Record<string, SamlAccount>>) {
  const people = Object.entries(accounts).map(([name, { password, attributes }]) => [
    `${name}:${password}`,
    { uid: [name], ...attributes },
  ]);
  return { 0: 'exampleauth:UserPass', ...Object.fromEntries(people) };
}

// JSON within PHP: no value is ever written as code.
async function writePhp(path: string, name: string, value: object): Promise<void> {
  const text = Buffer.from(JSON.stringify(value)).toString('base64');
  await writeFile(path, `<?php\n$${name} = json_decode(base64_decode('${text}'), true);\n`);
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (server.exitCode !== null) throw new Error(`php ended with ${server.exitCode}`);
    const reply = await fetch(`${url}/saml2/idp/metadata.php`).catch(() => undefined);
    if (reply?.ok) return;
    await pause(100);
  }
  server.kill();
  throw new Error('SimpleSAMLphp does not answer');
}
