import type { Claim } from './claim.ts';
import {
  browsersStayWithHttps,
  newestTlsIsSpoken,
  nothingIsServedInClear,
  olderTlsIsRefused,
} from './probes/door.ts';
import { privateRepliesAreNotKept } from './probes/transport.ts';
import { inSuite, live } from './proof.ts';

export const transportClaims: readonly Claim[] = [
  {
    id: 'FTS-12',
    area: 'transport',
    kind: 'live',
    sentence: 'All traffic runs over TLS 1.3; anything older is refused.',
    doesNotProve: 'The strength of the certificate authority.',
    proofs: [
      live(
        'Whoever offers nothing newer than TLS 1.2 is turned away',
        olderTlsIsRefused,
        'older-tls-accepted',
      ),
      inSuite(
        'The edge that ships refuses it too, under every name',
        'tests/transport/edge.test.ts',
        'refuses what is older under other names and under none, too',
      ),
      inSuite(
        'An edge that lets TLS 1.2 in is found',
        'tests/transport/edge.test.ts',
        'negative control: an edge that lets TLS 1.2 in is found',
      ),
    ],
  },
  {
    id: 'FTS-13',
    area: 'transport',
    kind: 'suite',
    sentence:
      "Certificates are fetched and renewed by themselves over ACME, from Let's Encrypt unless configured otherwise.",
    doesNotProve: 'That the authority is reachable on the day of renewal.',
    proofs: [
      inSuite(
        'The authority is Let’s Encrypt unless another is named',
        'tests/transport/certificates.test.ts',
        'certificates come from Let’s Encrypt by ACME unless configured otherwise',
      ),
      inSuite(
        'A certificate is fetched, and renewed in time, from a real ACME server',
        'tests/transport/certificates.test.ts',
        'a short-lived certificate is renewed before its end, and no request is dropped',
      ),
    ],
  },
  {
    id: 'FC-09',
    area: 'transport',
    kind: 'suite',
    sentence: 'No address (URL) ever holds a session token, a key or personal data.',
    doesNotProve: 'What people paste into addresses of other systems.',
    proofs: [
      inSuite(
        'No address can hold a secret or a person',
        'tests/architecture/addresses.test.ts',
        'no address of any route can hold a token, a key or personal data',
      ),
      inSuite(
        'An address that could is found',
        'tests/architecture/addresses.test.ts',
        'negative control: a route with a token in its address is found',
      ),
    ],
  },
  {
    id: 'FC-25',
    area: 'transport',
    kind: 'suite',
    sentence:
      'Outgoing connections accept trusted certificates only, and production has no switch to turn that check off.',
    doesNotProve:
      'That every trusted authority deserves the trust; nor does it speak of a database or virus scanner that the operator reaches without TLS.',
    proofs: [
      inSuite(
        'Every client refuses a certificate that is self-made, of another name or past its end',
        'tests/attacks/untrusted-certificates.test.ts',
        'no client of the server tells anything to a host whose certificate is not to be trusted',
      ),
      inSuite(
        'A client that does not look is found by the same hosts',
        'tests/attacks/untrusted-certificates.test.ts',
        'negative control: a client that does not look tells all',
      ),
      inSuite(
        'A new way out has to be tried too',
        'tests/architecture/ways-out.test.ts',
        'every way out of the server is known, and tried by tests/attacks/untrusted-certificates.test.ts',
      ),
      inSuite(
        'No source and no setting loosens the check',
        'tests/architecture/ways-out.test.ts',
        'no source can loosen the check of certificates, and no setting but those refused in production',
      ),
      inSuite(
        'Production does not start with the check off',
        'tests/start/unsafe-settings.test.ts',
        'no start in production where certificates are not checked',
      ),
    ],
  },
  {
    id: 'FC-26',
    area: 'transport',
    kind: 'suite',
    sentence:
      'Revoked certificates are covered: stapled OCSP answers where the authority offers them, short-lived certificates where it does not.',
    doesNotProve: 'That browsers act on the stapled answer.',
    proofs: [
      inSuite(
        'The answer of the authority is stapled, and verifies',
        'tests/transport/certificates.test.ts',
        'an answer of the authority that the certificate is good is stapled, where it gives one',
      ),
      inSuite(
        'Where there is neither, health says so',
        'server/features/health/certificate.part.test.ts',
        'one that lives long, with no word of its authority about its revocation, is told',
      ),
      inSuite(
        'Short-lived certificates are renewed in time',
        'tests/transport/certificates.test.ts',
        'a short-lived certificate is renewed before its end, and no request is dropped',
      ),
    ],
  },
  {
    id: 'FC-28',
    area: 'transport',
    kind: 'live',
    sentence: 'Replies with anything private forbid every cache to keep them.',
    doesNotProve: 'That a hostile client obeys.',
    proofs: [
      live('Private replies and refusals may not be kept', privateRepliesAreNotKept, 'caches-keep-it'),
    ],
  },
  {
    id: 'FL-01',
    area: 'transport',
    kind: 'suite',
    sentence:
      'The server stands behind Caddy with certificates renewed by themselves, in the very configuration that is tested.',
    doesNotProve: 'Changes an operator makes to that configuration.',
    proofs: [
      inSuite(
        'The configuration that ships serves the server with a certificate of its own',
        'tests/transport/edge.test.ts',
        'speaks TLS 1.3 with its own certificate, and nothing older',
      ),
      inSuite(
        'It renews its certificate while it serves',
        'tests/transport/certificates.test.ts',
        'a short-lived certificate is renewed before its end, and no request is dropped',
      ),
      inSuite(
        'A forged address of a client does not get through it',
        'tests/transport/edge.test.ts',
        'takes the address of a client from its connection, whatever it says',
      ),
      inSuite(
        'It waits for a server that is restarted',
        'tests/transport/edge.test.ts',
        'waits for a server that is restarted, and says so with strict headers where it stays away',
      ),
    ],
  },
  {
    id: 'FL-02',
    area: 'transport',
    kind: 'live',
    sentence:
      'Everything is served over HTTPS, with strict transport security for a year, subdomains and preload included.',
    doesNotProve: "That the domain has been entered into the browsers' preload lists.",
    proofs: [
      live('Nothing is served in clear', nothingIsServedInClear, 'clear-text-answered'),
      live('Browsers are bound to HTTPS for a year', browsersStayWithHttps, 'transport-security-for-a-day'),
      inSuite(
        'So it is on the edge that ships',
        'tests/transport/edge.test.ts',
        'answers nothing in clear, and holds browsers to HTTPS for a year',
      ),
    ],
  },
  {
    id: 'FL-05',
    area: 'transport',
    kind: 'live',
    sentence: 'Data in transit is protected by TLS 1.3.',
    doesNotProve: 'What happens to data after it has left the server for the person entitled to it.',
    proofs: [
      live('Whoever offers every version gets TLS 1.3', newestTlsIsSpoken, 'newest-tls-unknown'),
      inSuite(
        'So it is on the edge that ships',
        'tests/transport/edge.test.ts',
        'speaks TLS 1.3 with its own certificate, and nothing older',
      ),
    ],
  },
];
