import { optionalText, setting } from './setting.ts';

const HAVE_I_BEEN_PWNED = 'https://api.pwnedpasswords.com';

/** How passwords are judged beside the rules for their form. */
export const passwordSettings = {
  CASEWARD_BREACH_URL: setting({
    about:
      'Where the range API of breached passwords stands: Have I Been Pwned or a mirror of it. `off` asks nobody; then the list that ships with Caseward decides alone.',
    default: HAVE_I_BEEN_PWNED,
    example: 'https://pwned.internal.example.org',
    schema: optionalText
      .default(HAVE_I_BEEN_PWNED)
      .refine(
        (value) => value === 'off' || ['https:', 'http:'].includes(URL.parse(value)?.protocol ?? ''),
        'must be a URL beginning with https:// or http://, or off',
      ),
    unsafeInProduction: (value) => (value.startsWith('http:') ? 'must begin with https://' : undefined),
  }),
};
