/** One mail to one person, as a template makes it. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** A code that is in the mail; the development outbox shows it on the console. */
  readonly code?: string;
}

export interface Mail extends MailContent {
  /** One plain address, without a display name. */
  readonly to: string;
}

export interface Mailer {
  /** Resolves when the relay has taken the mail over. Rejects with a MailError; nothing is dropped in silence. */
  send(mail: Mail): Promise<void>;
  /** Resolves if mail could be sent now, else rejects with a MailError. Sends nothing. */
  verify(): Promise<void>;
  close(): Promise<void>;
}

/**
 * `invalid`      the mail itself is not one (address, line breaks in a header): never try again.
 * `refused`      the relay will not take it: never try again.
 * `unavailable`  the relay cannot be reached, or says later: try again.
 */
export type MailFailure = 'invalid' | 'refused' | 'unavailable';

export class MailError extends Error {
  readonly failure: MailFailure;

  constructor(failure: MailFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MailError';
    this.failure = failure;
  }
}
