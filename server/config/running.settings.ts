import { parseDsn } from '../platform/error-reports/dsn.ts';
import {
  hostAndPort,
  hosts,
  logKeys,
  networks,
  oneOf,
  optionalText,
  ownNames,
  setting,
  urlWith,
  wholeNumber,
  witnesses,
  yesOrNo,
} from './setting.ts';

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
  CASEWARD_OPERATOR: setting({
    about:
      'Who runs this deployment: name and address, as the data processing agreement names the processor.',
    default: 'none: the agreement says “whoever runs” and the public address',
    example: 'Example Hosting Ltd, 1 Main Street, 10115 Berlin, Germany',
    schema: optionalText,
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
  CASEWARD_EDGE_ADDRESS: setting({
    about:
      'Where the TLS edge is asked for its certificate, for the health page, when this server cannot reach itself by its public address.',
    default: 'the public address',
    example: '127.0.0.1:443',
    schema: hostAndPort,
  }),
  CASEWARD_INSIDE_HOSTS: setting({
    about:
      'Hosts inside your own network that may be fetched, with http too: an identity provider, a collector of the log, a witness. Everything else that is fetched has to lie on the internet.',
    default: 'none',
    example: 'idp.internal:8443',
    schema: hosts,
  }),
  CASEWARD_AUDIT_WITNESSES: setting({
    about:
      'Other deployments that countersign the checkpoints of this audit log, every ten minutes: the key of each, as its /api/v1/witness says, a space and its address; separated by commas.',
    default: 'none',
    example:
      'peer.example.org/witness+1a2b3c4d+BHJ0ZJq3s1T0mB5vZ2Yx9q8w7e6r5t4y3u2i1o0pAsDf https://peer.example.org',
    schema: witnesses,
  }),
  CASEWARD_WITNESSED_LOGS: setting({
    about:
      'Keys of the audit logs of other deployments that this one countersigns when asked, as the /api/v1/witness of each says under `log`; separated by commas. Add the new key when a log hands over to one.',
    default: 'none',
    example: 'cases.example.org/audit+1a2b3c4d+AXJ0ZJq3s1T0mB5vZ2Yx9q8w7e6r5t4y3u2i1o0pAsDf',
    schema: logKeys,
  }),
  NODE_TLS_REJECT_UNAUTHORIZED: setting({
    about:
      'A switch of Node itself: 0 lets every certificate pass on connections out. Leave it unset; an authority of your own is named by NODE_EXTRA_CA_CERTS.',
    default: 'none: certificates are checked',
    example: '1',
    schema: optionalText,
    unsafeInProduction: (value) => (value === '0' ? 'must not be 0: any certificate would pass' : undefined),
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
  CASEWARD_ERROR_DSN: setting({
    about:
      'Where errors that nobody handled are told, as the DSN of a service that speaks the Sentry protocol. What leaves are names, codes and places of the code; text that people wrote, addresses and credentials are taken out before.',
    default: 'none: nothing is sent to anybody',
    example: 'https://0a1b2c3d@errors.example.org/7',
    schema: optionalText.refine(
      (dsn) => dsn === undefined || parseDsn(dsn) !== undefined,
      'must be a DSN such as https://KEY@errors.example.org/7',
    ),
    unsafeInProduction: (dsn) =>
      dsn === undefined || dsn.startsWith('https:') ? undefined : 'must begin with https://',
  }),
  CASEWARD_SECURITY_CONTACT: setting({
    about:
      'Where you want to hear of vulnerabilities: stands in /.well-known/security.txt beside the form, and a mail address is told of reports that come by the form and of those that wait too long.',
    default: 'none: the form alone',
    example: 'mailto:security@example.org',
    schema: optionalText.refine(
      (value) => value === undefined || /^(?:mailto:[^\s@?]+@[^\s@?]+|https:\/\/\S+)$/.test(value),
      'must be an address such as mailto:security@example.org or https://example.org/report',
    ),
  }),
  CASEWARD_DNS_NAMES: setting({
    about:
      'Host names of yours whose DNS records `caseward dns-review` looks through each quarter, beside the one of CASEWARD_PUBLIC_URL, separated by commas. `name=192.0.2.1=2001:db8::1` says which addresses are yours.',
    default: 'none: the name of CASEWARD_PUBLIC_URL alone',
    example: 'cases.example.org=192.0.2.1,mail.example.org',
    schema: ownNames,
  }),
  CASEWARD_DEBUG: setting({
    about: 'Shows internal details of errors to the person at the keyboard of a development machine.',
    default: 'false',
    example: 'true',
    schema: yesOrNo,
    unsafeInProduction: (on) => (on ? 'must not be on: it shows internal details' : undefined),
  }),
};
