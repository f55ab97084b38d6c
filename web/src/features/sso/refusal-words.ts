const SENTENCES: Readonly<Record<string, string>> = {
  malformed:
    'The answer was not plain XML: a document type, an entity, a comment or broken markup was in it.',
  'not-an-answer': 'What arrived was no SAML answer.',
  unsigned: 'Neither the answer nor the assertion was signed.',
  signature: 'The signature did not hold, or was made by a key or with an algorithm that is not accepted.',
  encryption: 'The assertion could not be decrypted, or was encrypted in a way that is not accepted.',
  'assertion-count': 'There was not exactly one assertion in the answer.',
  status: 'The provider said that the sign-in failed.',
  issuer: 'The answer names another issuer than the metadata do.',
  destination: 'The answer was meant for another address.',
  recipient: 'The assertion names another recipient than our address for answers.',
  audience: 'The assertion was made for another audience. Check the entity id at the provider.',
  conditions: 'The assertion holds a condition that is not understood, or none.',
  time: 'The assertion is not valid now. Compare the clocks of both servers.',
  request: 'The answer does not belong to the request that was sent.',
  subject: 'The assertion names nobody, or in a way that is not accepted.',
  attributes: 'The attributes could not be read, or no e-mail address was among them.',
  replayed: 'This answer was used before.',
  unasked: 'The answer belongs to no sign-in that began here.',
  'no-email': 'No e-mail address was found among the attributes. Name the attribute that holds it.',
  domain: 'The address is in no domain that this workspace has verified.',
};

/** What was wrong with a round trip, for whoever sets the provider up. */
export function refusalSentence(reason: string): string {
  return SENTENCES[reason] ?? 'The answer was not accepted.';
}
