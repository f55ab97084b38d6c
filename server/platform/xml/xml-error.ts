/** Why XML was not taken. `reason` is a word of ours and never holds a piece of the input. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  readonly reason: XmlReason;

  constructor(reason: XmlReason) {
    super(reason);
    this.reason = reason;
  }
}

export type XmlReason =
  | 'not-utf8'
  | 'too-large'
  | 'forbidden-markup'
  | 'malformed'
  | 'too-deep'
  | 'duplicate-id'
  | 'signature-shape'
  | 'signature-algorithm'
  | 'signature-wrong';
