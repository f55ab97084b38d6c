export type OutsideReason =
  | 'address' // no plain https address
  | 'name' // the name is not known
  | 'inside' // it leads into the network the server stands in
  | 'elsewhere' // it stands outside the region where data is kept
  | 'unreachable'
  | 'redirect'
  | 'status'
  | 'too-large'
  | 'too-slow';

/** Why something out there was not fetched. Tells nothing of what was found inside. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  readonly reason: OutsideReason;

  constructor(reason: OutsideReason) {
    super(reason);
    this.reason = reason;
  }
}
