import type { GivenRole } from '#contracts/sso.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { OpenidSecrets } from '#server/platform/openid/index.ts';
import { type KeyScope, openRsaKey, type RsaKey } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import {
  type Connection,
  keyContext,
  type OidcSettings,
  type SamlSettings,
  settingsContext,
} from './connection.ts';
import { flowStore } from './flow.store.ts';

/** What a sign-in remembers while its person is at the provider. */
export interface FlowState {
  /** A path inside the app. */
  readonly returnTo: string | null;
  readonly privateDevice: boolean;
  /** The version of the settings it began with. */
  readonly version: number;
  /** With OpenID Connect: what its answer has to fit. */
  readonly openid?: OpenidSecrets;
}

/** Who somebody is at the provider, to be named again at sign-out. */
export interface ProviderSubject {
  readonly nameId: string;
  readonly format: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
  readonly sessionIndex: string | null;
  /** The ID token, a hint for signing out at an OpenID provider. */
  readonly idToken?: string;
}

/** Somebody the provider has vouched for, on the way to their browser. */
export interface Arrival {
  readonly email: string;
  readonly name: string | null;
  readonly role: GivenRole | null;
  readonly subject: ProviderSubject;
}

export interface FlowConnection extends Connection {
  readonly enforced: boolean;
  readonly scope: KeyScope;
  /** Our own key towards this provider. */
  key(): RsaKey;
}

/** A connection before anybody is signed in. @throws AppError not_found */
export async function openConnection(services: Services, id: string): Promise<FlowConnection> {
  const row = await flowStore(services.db).connection(id);
  if (row === undefined) throw new AppError('not_found');
  return services.keys.retrying(row.workspace_id, async (scope) => ({
    id,
    workspaceId: row.workspace_id,
    kind: row.kind,
    settings: scope.unseal(settingsContext(id), row.sealed_settings),
    active: row.active,
    unasked: row.unasked,
    joinRole: row.join_role,
    version: row.version,
    enforced: row.enforced,
    scope,
    key() {
      if (row.sealed_private_key === null) throw new Error('this connection has no key of its own');
      return openRsaKey(scope, keyContext(id), row.sealed_private_key);
    },
  }));
}

export type SamlFlow = FlowConnection & { readonly settings: SamlSettings };
export type OidcFlow = FlowConnection & { readonly settings: OidcSettings };

export function isSaml(connection: FlowConnection): connection is SamlFlow {
  return connection.settings.kind === 'saml';
}

export function isOidc(connection: FlowConnection): connection is OidcFlow {
  return connection.settings.kind === 'oidc';
}

/** The same of one that speaks SAML. @throws AppError not_found */
export async function openSaml(services: Services, id: string): Promise<SamlFlow> {
  const connection = await openConnection(services, id);
  if (!isSaml(connection)) throw new AppError('not_found');
  return connection;
}

/** The same of one that speaks OpenID Connect. @throws AppError not_found */
export async function openOidc(services: Services, id: string): Promise<OidcFlow> {
  const connection = await openConnection(services, id);
  if (!isOidc(connection)) throw new AppError('not_found');
  return connection;
}

/** The digest an assertion, an arrival or a browser is found by. */
export function flowDigest(services: Services, what: string, value: string): Buffer {
  return services.system().lookup(`sso-${what}`, value);
}
