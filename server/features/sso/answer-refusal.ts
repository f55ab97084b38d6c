import type { OpenidReason } from '#server/platform/openid/index.ts';

/** Why an answer is not taken: for the administrator and the log, never for the sender. */
export type AnswerReason =
  | OpenidReason
  | 'attributes'
  | 'replayed'
  | 'unasked'
  | 'status'
  | 'email-unverified'
  | 'not-of-domain';

export class AnswerRefusal extends Error {
  override readonly name = 'AnswerRefusal';
  readonly reason: AnswerReason;

  constructor(reason: AnswerReason) {
    super(reason);
    this.reason = reason;
  }
}
