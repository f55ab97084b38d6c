import type { Claim } from './claim.ts';
import {
  changesNeedTheirOwnPage,
  everythingLoadedIsNamed,
  headersOnEveryReply,
  nothingIsEvaluated,
  oneClosedCookie,
} from './probes/browser.ts';
import { namesStayInTheirHeader, typedTextStaysText } from './probes/encoding.ts';
import { inSuite, live } from './proof.ts';

export const browserClaims: readonly Claim[] = [
  {
    id: 'FC-10',
    area: 'browser',
    kind: 'live',
    sentence:
      'The browser keeps one session cookie, closed to scripts and bound to this site over HTTPS, and nothing in any other storage.',
    doesNotProve:
      'What browser extensions keep; the probe reads the cookie and every script, the suite looks into a real browser.',
    proofs: [live('One closed cookie, set at sign-in alone', oneClosedCookie, 'cookie-open-to-scripts')],
  },
  {
    id: 'FC-11',
    area: 'browser',
    kind: 'suite',
    sentence:
      'Sensitive input, search words included, travels in bodies or headers, never in a query string.',
    doesNotProve: 'What people paste into the address bar.',
    proofs: [
      inSuite(
        'Search and filters travel in bodies',
        'tests/architecture/addresses.test.ts',
        'no route takes search words or filters in a query string',
      ),
      inSuite(
        'A query that takes words is found',
        'tests/architecture/addresses.test.ts',
        'negative control: a route with a token in its address is found',
      ),
    ],
  },
  {
    id: 'FC-39',
    area: 'browser',
    kind: 'live',
    sentence:
      'Nothing is evaluated as code at run time, and the content security policy denies inline and evaluated scripts.',
    doesNotProve: 'Browsers that ignore the policy.',
    proofs: [
      live(
        'The page’s policy allows nothing inline, evaluated or foreign',
        nothingIsEvaluated,
        'inline-scripts-allowed',
      ),
    ],
  },
  {
    id: 'FC-40',
    area: 'browser',
    kind: 'live',
    sentence:
      'What people type is encoded for where it appears: HTML, attributes, scripts, addresses, headers, CSV, e-mail; Unicode and direction tricks included.',
    doesNotProve:
      'Programs that open an exported file later, nor marks of direction within a longer text, which turn that paragraph alone.',
    proofs: [
      live(
        'Hostile text comes back as text, direction tricks are refused',
        typedTextStaysText,
        'titles-turn-round',
      ),
      live('The name of a file stays within its header', namesStayInTheirHeader, 'file-names-as-typed'),
      inSuite(
        'No name ends the header value it stands in',
        'server/features/evidence/content-disposition.test.ts',
        'no name can end the value, add a parameter or a header',
      ),
      inSuite(
        'Raw HTML in a text stays text',
        'web/src/ui/markdown/markdown-tree.test.ts',
        'raw HTML stays text',
      ),
      inSuite(
        'Only known elements and safe addresses come out of a text',
        'web/src/ui/markdown/markdown-tree.test.ts',
        'whatever is written, only known elements and safe addresses come out',
      ),
      inSuite(
        'The page has no way to put typed text in as HTML or script',
        'tests/architecture/typed-text.test.ts',
        'no screen puts text in as HTML, script or style',
      ),
      inSuite(
        'No cell of an exported table begins with what a spreadsheet runs',
        'server/features/audit/csv.test.ts',
        'no cell begins with what a spreadsheet runs',
      ),
      inSuite(
        'Names in mails are escaped, and cannot hide or reverse',
        'server/platform/mail/templates.test.ts',
        'a name is escaped and cannot hide, reverse or break a line',
      ),
      inSuite(
        'No text adds a header to a mail',
        'server/platform/mail/mailer.test.ts',
        'no text anyone gives adds a header or a recipient',
      ),
      inSuite(
        'A line refuses marks of direction',
        'contracts/common.test.ts',
        'a line refuses control characters and bidirectional overrides, and trims',
      ),
    ],
  },
  {
    id: 'FC-43',
    area: 'browser',
    kind: 'live',
    sentence:
      'Everything the page loads carries an integrity digest and is allowed by the policy; no code of third parties is loaded at run time.',
    doesNotProve: 'That our own build was not tampered with; the digest proves it is the build we name.',
    proofs: [
      live(
        'Everything the page loads is ours and matches its digest',
        everythingLoadedIsNamed,
        'integrity-left-out',
      ),
    ],
  },
  {
    id: 'FL-17',
    area: 'browser',
    kind: 'live',
    sentence: 'Every operation that changes something is protected against cross-site request forgery.',
    doesNotProve: "A hostile extension inside the person's own browser.",
    proofs: [
      live(
        'Every published change refuses a forged request',
        changesNeedTheirOwnPage,
        'forged-requests-pass',
      ),
    ],
  },
  {
    id: 'FL-20',
    area: 'browser',
    kind: 'live',
    sentence:
      'Every reply, errors included, carries the security headers: content policy, strict transport, no sniffing, referrer and permissions policy.',
    doesNotProve: 'Browsers that ignore them.',
    proofs: [
      live(
        'Pages, files, replies and refusals carry the headers',
        headersOnEveryReply,
        'refusals-without-headers',
      ),
    ],
  },
];
