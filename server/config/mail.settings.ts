import { weaknessOfUrl } from './secret.rules.ts';
import { oneOf, optionalText, setting, urlWith } from './setting.ts';

/** How mail leaves. The outbox writes .eml files under the data folder and is for development. */
export const mailSettings = {
  CASEWARD_MAIL: setting({
    about: '`smtp` sends through SMTP_URL; `outbox` writes files and prints codes on the console.',
    default: 'outbox',
    example: 'smtp',
    schema: oneOf(['outbox', 'smtp'], 'outbox'),
    unsafeInProduction: (kind) =>
      kind === 'outbox' ? 'must be smtp: the outbox keeps mails, with their codes, on disk' : undefined,
  }),
  SMTP_URL: setting({
    about: 'The mail relay.',
    default: 'none',
    example: 'smtps://mailer:change-me@smtp.example.org:465',
    secret: true,
    schema: urlWith(['smtp:', 'smtps:']),
    unsafeInProduction: weaknessOfUrl,
  }),
  CASEWARD_MAIL_FROM: setting({
    about: 'The sender of every mail.',
    default: 'Caseward <caseward@localhost>',
    example: 'Caseward <cases@example.org>',
    schema: optionalText
      .default('Caseward <caseward@localhost>')
      .refine((from) => /^[^\r\n@]+@[^\r\n@]+$/.test(from), 'must hold one e-mail address'),
    unsafeInProduction: (from) =>
      /@localhost>?$/.test(from)
        ? 'is not set to an address of yours: replies and reports would be lost'
        : undefined,
  }),
};
