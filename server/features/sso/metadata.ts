import type { SamlMetadata } from '#contracts/sso.ts';
import { AppError } from '#server/platform/app-error.ts';
import { OutsideError, type OutsideReason } from '#server/platform/fetch-outside/index.ts';
import type { Services } from '#server/security/services.ts';
import type { SamlProvider } from './saml/provider.ts';
import { type MetadataReason, MetadataRefusal, readMetadata } from './saml/read-metadata.ts';

const LARGEST = 400_000;

export interface KnownProvider {
  readonly provider: SamlProvider;
  readonly metadataUrl: string | null;
}

/** The provider that metadata tell of, fetched or pasted. @throws AppError invalid_field (metadata) */
export async function knownProvider(
  { outside, clock }: Pick<Services, 'outside' | 'clock'>,
  metadata: SamlMetadata,
): Promise<KnownProvider> {
  try {
    const source = 'url' in metadata ? await outside.fetch(metadata.url, LARGEST) : metadata.xml;
    const provider = readMetadata(source, clock.now());
    return { provider, metadataUrl: 'url' in metadata ? metadata.url : null };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new AppError('invalid_field', {
      field: 'metadata',
      message: sentences[reason],
      details: { reason },
    });
  }
}

type Reason = OutsideReason | MetadataReason;

function reasonOf(error: unknown): Reason | undefined {
  return error instanceof OutsideError || error instanceof MetadataRefusal ? error.reason : undefined;
}

const sentences: Record<Reason, string> = {
  address: 'The address of the metadata begins with https:// and names nobody.',
  name: 'There is no host of this name.',
  inside:
    'This address lies inside the network of this server. An operator can allow it (CASEWARD_INSIDE_HOSTS).',
  unreachable: 'This address does not answer.',
  elsewhere: 'This address lies outside the region where data is kept.',
  redirect: 'This address leads elsewhere. Give the one it leads to.',
  status: 'Nothing is to be had at this address.',
  'too-large': 'What is at this address is too large for the metadata of one provider.',
  'too-slow': 'This address took too long to answer.',
  'not-xml': 'These are no SAML metadata: no plain XML without a document type, as it should be.',
  'no-provider': 'There is no identity provider in these metadata.',
  'several-providers': 'There are several identity providers in these metadata. Give those of one.',
  'no-redirect': 'The provider takes no sign-in requests by redirect over https.',
  'no-certificate': 'There is no certificate to verify signatures with, of RSA with 2048 bits at least.',
  expired: 'These metadata are past their end.',
};
