import type { GivenRole, SsoKind, SsoMapping } from '#contracts/sso.ts';
import type { OpenidProvider } from '#server/platform/openid/index.ts';
import type { SealContext } from '#server/security/crypto/index.ts';
import type { SamlProvider } from './saml/provider.ts';

/** What is sealed of every connection, whichever protocol it speaks. */
interface Named {
  /** What people call the provider. */
  readonly name: string;
  readonly mapping: SsoMapping;
}

export interface SamlSettings extends Named {
  readonly kind: 'saml';
  /** Where the metadata are fetched from every day; null: they were pasted. */
  readonly metadataUrl: string | null;
  readonly provider: SamlProvider;
  /** Our own certificate towards this provider, base64 DER. */
  readonly certificate: string;
}

export interface OidcSettings extends Named {
  readonly kind: 'oidc';
  readonly provider: OpenidProvider;
  /** Ourselves at the provider. The secret leaves only towards its token endpoint. */
  readonly client: {
    readonly id: string;
    readonly secret: string;
    /** Beside `openid`, `email` and `profile`. */
    readonly scopes: readonly string[];
  };
}

export type ConnectionSettings = SamlSettings | OidcSettings;

/** What a provider says of a person, however it says it. */
export interface Vouched {
  /** Values by the attribute's (or claim's) name. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** The subject, where that is an e-mail address. */
  readonly emailSubject: string | null;
}

export interface Person {
  /** Lower case; null where there is none, or more than one. */
  readonly email: string | null;
  readonly name: string | null;
  /** The highest role that a group stands for. */
  readonly role: GivenRole | null;
}

export interface Connection {
  readonly id: string;
  readonly workspaceId: string;
  readonly kind: SsoKind;
  readonly settings: ConnectionSettings;
  readonly active: boolean;
  readonly unasked: boolean;
  readonly joinRole: GivenRole | null;
  readonly version: number;
}

export const settingsContext = (id: string): SealContext => context('sso_connections', id, 'settings');
export const keyContext = (id: string): SealContext => context('sso_connections', id, 'private_key');
export const testContext = (id: string): SealContext => context('sso_connections', id, 'test');
export const stateContext = (id: string): SealContext => context('sso_sign_ins', id, 'state');
export const arrivalContext = (id: string): SealContext => context('sso_sign_ins', id, 'arrival');
export const subjectContext = (sessionId: string): SealContext =>
  context('sso_sessions', sessionId, 'subject');

function context(table: string, row: string, use: string): SealContext {
  return { table, row, use };
}
