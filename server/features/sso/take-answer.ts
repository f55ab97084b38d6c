import type { SamlForm } from '#contracts/sso.ts';
import type { Origin } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import type { Vouched } from './connection.ts';
import { openSaml, type SamlFlow } from './flow.ts';
import { type Assertion, isEmailSubject } from './saml/check-assertion.ts';
import { serviceProviderOf } from './saml/provider.ts';
import { readAnswer } from './saml/read-answer.ts';
import { SamlRefusal } from './saml/refusal.ts';
import { findAsked, settle } from './settle-answer.ts';

/**
 * Takes what a SAML provider sends by way of the browser, and gives the path where the browser goes on. Nobody is
 * signed in here: a page of another site sent this. Our own page claims the arrival, in the browser that began
 * (ADR 0025).
 */
export async function takeAnswer(
  services: Services,
  origin: Origin,
  connectionId: string,
  form: SamlForm,
): Promise<string> {
  const connection = await openSaml(services, connectionId);
  const asked = await findAsked(services, connection, form.RelayState);
  return settle(services, origin, connection, asked, async () => {
    const assertion = read(services, connection, form, asked?.id ?? null);
    const { id: token, subject, sessionIndex } = assertion;
    return { token, vouched: vouchedBy(assertion), subject: { ...subject, sessionIndex } };
  });
}

function read(
  services: Services,
  connection: SamlFlow,
  { SAMLResponse = '' }: SamlForm,
  requestId: string | null,
): Assertion {
  if (requestId === null && !(connection.unasked && connection.active)) throw new SamlRefusal('unasked');
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(SAMLResponse)) throw new SamlRefusal('malformed');
  return readAnswer(Buffer.from(SAMLResponse, 'base64'), {
    provider: connection.settings.provider,
    self: serviceProviderOf(services.publicUrl, connection.id),
    key: connection.key(),
    requestId,
    now: services.clock.now(),
  });
}

function vouchedBy({ attributes, subject }: Assertion): Vouched {
  return { attributes, emailSubject: isEmailSubject(subject) ? subject.nameId : null };
}
