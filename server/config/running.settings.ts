import { hosts, networks, oneOf, optionalText, setting, urlWith, wholeNumber, yesOrNo } from './setting.ts';

/** How the server runs and where it is reached. */
export const runningSettings = {
  NODE_ENV: setting({
    about: 'What this deployment is. In production, unsafe settings stop the start.',
    default: 'development',
    example: 'production',
    schema: oneOf(['development', 'test', 'production'], 'development'),
  }),
  PORT: setting({
    about: 'The TCP port the server listens on.',
    default: '4400',
    example: '8080',
    schema: wholeNumber(0, 65_535, 4400),
  }),
  HOST: setting({
    about: 'The address the server listens on. Put a TLS edge in front before opening it to a network.',
    default: '127.0.0.1',
    example: '0.0.0.0',
    schema: optionalText.default('127.0.0.1'),
  }),
  CASEWARD_PUBLIC_URL: setting({
    about: 'The address people type. Every link in a mail is made from it, never from a request.',
    default: '`http://localhost:PORT`, and none in production',
    example: 'https://cases.example.org',
    schema: urlWith(['http:', 'https:']).refine(
      (value) => value === undefined || URL.parse(value)?.pathname === '/',
      'must be an address without a path, such as https://cases.example.org',
    ),
    unsafeInProduction: (value) => {
      if (value === undefined) return 'is not set: links in mails would not lead anywhere';
      return value.startsWith('https:') ? undefined : 'must begin with https://';
    },
  }),
  CASEWARD_TRUSTED_PROXIES: setting({
    about: 'Addresses and networks of the proxies whose X-Forwarded-For is believed, separated by commas.',
    default: 'none: the address of the connection counts',
    example: '10.0.0.0/8,fd00::/8',
    schema: networks,
    unsafeInProduction: (list) =>
      list.some((network) => network.endsWith('/0'))
        ? 'trusts every address: anyone could pretend to be anyone'
        : undefined,
  }),
  CASEWARD_INSIDE_HOSTS: setting({
    about:
      'Hosts inside your own network that may be fetched, with http too: an identity provider that publishes its metadata there. Everything else that is fetched has to lie on the internet.',
    default: 'none',
    example: 'idp.internal:8443',
    schema: hosts,
  }),
  NODE_TLS_REJECT_UNAUTHORIZED: setting({
    about:
      'A switch of Node itself: 0 lets every certificate pass on connections out. Leave it unset; an authority of your own is named by NODE_EXTRA_CA_CERTS.',
    default: 'none: certificates are checked',
    example: '1',
    schema: optionalText,
    unsafeInProduction: (value) => (value === '0' ? 'must not be 0: any certificate would pass' : undefined),
  }),
  CASEWARD_REGION: setting({
    about: 'A label for where this deployment keeps its data, shown to its users.',
    default: 'local',
    example: 'eu-central',
    schema: oneOfLabel(),
  }),
  CASEWARD_RATE_PER_MINUTE: setting({
    about: 'Requests a minute that one actor may make in one class of routes.',
    default: '60',
    example: '120',
    schema: wholeNumber(1, 100_000, 60),
  }),
  CASEWARD_LOG_LEVEL: setting({
    about: 'How much is logged. Content and secrets are never logged at any level.',
    default: 'info',
    example: 'warn',
    schema: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
    unsafeInProduction: (level) =>
      level === 'trace' || level === 'debug' ? 'is too talkative for production' : undefined,
  }),
  CASEWARD_DEBUG: setting({
    about: 'Shows internal details of errors to the person at the keyboard of a development machine.',
    default: 'false',
    example: 'true',
    schema: yesOrNo,
    unsafeInProduction: (on) => (on ? 'must not be on: it shows internal details' : undefined),
  }),
};

function oneOfLabel() {
  return optionalText
    .default('local')
    .refine((label) => /^[a-z0-9][a-z0-9-]{0,39}$/.test(label), 'must be 1 to 40 of a-z, 0-9 and hyphens');
}
