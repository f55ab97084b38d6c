import { AppError } from '#server/platform/app-error.ts';
import { OutsideError, type OutsideReason } from '#server/platform/fetch-outside/index.ts';
import type { OpenidProvider } from '#server/platform/openid/index.ts';
import type { Services } from '#server/security/services.ts';
import { type DiscoveryReason, DiscoveryRefusal, discoveryAddress, readDiscovery } from './read-discovery.ts';

const LARGEST = 100_000;

/** The provider of an issuer, by its discovery document. @throws OutsideError, DiscoveryRefusal */
export async function discover(
  { outside }: Pick<Services, 'outside'>,
  issuer: string,
): Promise<OpenidProvider> {
  return readDiscovery(await outside.fetch(discoveryAddress(issuer), LARGEST), issuer);
}

/** The same, for whoever typed the issuer. @throws AppError invalid_field (client.issuer) */
export async function knownIssuer(
  services: Pick<Services, 'outside'>,
  issuer: string,
): Promise<OpenidProvider> {
  try {
    return await discover(services, issuer);
  } catch (error) {
    if (!(error instanceof OutsideError || error instanceof DiscoveryRefusal)) throw error;
    const { reason } = error;
    throw new AppError('invalid_field', {
      field: 'client.issuer',
      message: sentences[reason],
      details: { reason },
    });
  }
}

const sentences: Record<OutsideReason | DiscoveryReason, string> = {
  address: 'An issuer begins with https:// and names nobody.',
  name: 'There is no host of this name.',
  inside:
    'This address lies inside the network of this server. An operator can allow it (CASEWARD_INSIDE_HOSTS).',
  unreachable: 'This address does not answer.',
  elsewhere: 'This address lies outside the region where data is kept.',
  redirect: 'This address leads elsewhere. Give the issuer that it leads to.',
  status: 'There is no discovery document at this issuer (/.well-known/openid-configuration).',
  'too-large': 'What is at this address is too large for a discovery document.',
  'too-slow': 'This address took too long to answer.',
  'not-json': 'What is at this address is no discovery document.',
  'other-issuer': 'The discovery document there names another issuer.',
  shared: 'This issuer speaks for everybody’s accounts. Give the issuer of your own tenant.',
  endpoints: 'The discovery document lacks an address that is needed, or one is not https.',
  'no-code': 'The provider does not give codes (response_type code).',
  signatures: 'The provider signs its tokens in no way that is accepted.',
  'client-auth': 'The provider takes no client secret (client_secret_basic or client_secret_post).',
};
