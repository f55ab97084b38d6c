import type { Mailer } from './mail.ts';
import { type OutboxConfig, outboxMailer } from './outbox.ts';
import { smtpMailer } from './smtp.ts';

export { isMailAddress } from './address.ts';
export { type Mail, type MailContent, MailError, type Mailer, type MailFailure } from './mail.ts';
export { createTemplates, type MailTemplates } from './templates.ts';

export type MailerConfig =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  | ({ readonly kind: 'outbox' } & OutboxConfig);

/** The way out for mail. Throws a RangeError or MailError for a relay or sender that is none. */
export function createMailer(config: MailerConfig): Mailer {
  return config.kind === 'smtp' ? smtpMailer(config) : outboxMailer(config);
}
