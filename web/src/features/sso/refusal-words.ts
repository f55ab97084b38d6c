const SENTENCES: Readonly<Record<string, string>> = {
  malformed:
    'The answer could not be read: markup beyond plain XML (a document type, an entity, a comment), or a token that lacks a claim.',
  'not-an-answer': 'What arrived was no SAML answer.',
  unsigned: 'Neither the answer nor the assertion was signed.',
  signature: 'The signature did not hold, or was made by a key or with an algorithm that is not accepted.',
  encryption: 'The assertion could not be decrypted, or was encrypted in a way that is not accepted.',
  'assertion-count': 'There was not exactly one assertion in the answer.',
  status: 'The provider said that the sign-in failed.',
  issuer: 'The answer names another issuer than the provider that is connected.',
  destination: 'The answer was meant for another address.',
  recipient: 'The assertion names another recipient than our address for answers.',
  audience: 'It was made for another audience. Check our entity id or client id at the provider.',
  conditions: 'The assertion holds a condition that is not understood, or none.',
  time: 'It is not valid now. Compare the clocks of both servers.',
  request: 'The answer does not belong to the request that was sent.',
  subject: 'It names nobody, in a way that is not accepted, or userinfo is about somebody else.',
  attributes: 'The attributes could not be read, or no e-mail address was among them.',
  replayed: 'This answer was used before.',
  unasked: 'The answer belongs to no sign-in that began here.',
  nonce: 'The ID token belongs to another sign-in.',
  'refused-code':
    'The provider refused the code. Check client id and client secret, and the redirect URI at the provider.',
  unreachable: 'The provider could not be reached by this server.',
  'email-unverified': 'The provider says that this address is not verified.',
  'not-of-domain': 'The account is none that an organisation of this domain manages.',
  'no-email': 'No e-mail address was found among the attributes. Name the attribute that holds it.',
  domain: 'The address is in no domain that this workspace has verified.',
};

/** What was wrong with a round trip, for whoever sets the provider up. */
export function refusalSentence(reason: string): string {
  return SENTENCES[reason] ?? 'The answer was not accepted.';
}
