/** Why an identity provider's message was not believed: for the administrator and the log, never for the sender. */
export type SamlReason =
  | 'malformed'
  | 'not-an-answer'
  | 'unsigned'
  | 'signature'
  | 'encryption'
  | 'assertion-count'
  | 'status'
  | 'issuer'
  | 'destination'
  | 'recipient'
  | 'audience'
  | 'conditions'
  | 'time'
  | 'request'
  | 'subject'
  | 'attributes'
  | 'replayed'
  | 'unasked';

export class SamlRefusal extends Error {
  override readonly name = 'SamlRefusal';
  readonly reason: SamlReason;

  constructor(reason: SamlReason, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}
