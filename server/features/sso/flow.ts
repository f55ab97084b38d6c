import type { GivenRole } from '#contracts/sso.ts';
import { AppError } from '#server/platform/app-error.ts';
import { type KeyScope, openRsaKey, type RsaKey } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { type Connection, keyContext, settingsContext } from './connection.ts';
import { flowStore } from './flow.store.ts';

/** What a sign-in remembers while its person is at the provider. */
export interface FlowState {
  /** A path inside the app. */
  readonly returnTo: string | null;
  readonly privateDevice: boolean;
  /** The version of the settings it began with. */
  readonly version: number;
}

/** Who somebody is at the provider, to be named again at sign-out. */
export interface ProviderSubject {
  readonly nameId: string;
  readonly format: string | null;
  readonly nameQualifier: string | null;
  readonly spNameQualifier: string | null;
  readonly sessionIndex: string | null;
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

/** The digest an assertion, an arrival or a browser is found by. */
export function flowDigest(services: Services, what: string, value: string): Buffer {
  return services.system().lookup(`sso-${what}`, value);
}
