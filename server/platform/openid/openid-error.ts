/** Why the answer of an OpenID provider was not believed: for the administrator and the log. */
export type OpenidReason =
  | 'malformed'
  | 'unreachable'
  | 'refused-code'
  | 'issuer'
  | 'audience'
  | 'nonce'
  | 'time'
  | 'signature'
  | 'subject';

export class OpenidError extends Error {
  override readonly name = 'OpenidError';
  readonly reason: OpenidReason;

  constructor(reason: OpenidReason) {
    super(reason);
    this.reason = reason;
  }
}
