import type { Claim } from './claim.ts';
import { onlyTheTextThatStands, theAgreementIsThere } from './probes/agreement.ts';
import { everySentenceHasAProof, nobodyElsePublishes, oldProofsSaySo } from './probes/assurance.ts';
import { creditsArePublic, reportsAreTaken, securityTxtIsGood } from './probes/assurance-reports.ts';
import { publicSurfaceStands } from './probes/ops.ts';
import { inSuite, live, onRecord } from './proof.ts';

export const assuranceClaims: readonly Claim[] = [
  {
    id: 'FTS-24',
    area: 'assurance',
    kind: 'record',
    sentence: 'Controls are mapped to the SOC 2 criteria, and an evidence pack can be produced on request.',
    doesNotProve: 'A SOC 2 attestation, which only an auditor can give.',
    proofs: [
      onRecord(
        'Each criterion leads to promises and tests that exist',
        'docs/assurance/soc2.md',
        'tests/docs/assessments.test.ts',
        'every criterion is mapped, and to evidence that is there unless the organisation alone carries it',
      ),
      inSuite(
        'Anyone fetches the newest evidence pack and verifies it offline',
        'tests/http/trust/evidence-pack.test.ts',
        'anyone fetches the newest pack, which verifies offline by one command, and no longer after a change',
      ),
      inSuite(
        'A change of any byte of a pack is found',
        'server/operator/evidence-pack/verify-pack.test.ts',
        'a change of any byte is found',
      ),
      inSuite(
        'Nothing of a workspace or person is in it',
        'tests/http/trust/evidence-pack.test.ts',
        'nothing of any workspace or person is in it',
      ),
    ],
  },
  {
    id: 'FTS-25',
    area: 'assurance',
    kind: 'live',
    sentence:
      'A data processing agreement is ready under Workspace settings: read it, accept it with name, date and version, download it.',
    doesNotProve: 'That the agreement suits the law and the people it is to bind: it is no legal advice.',
    proofs: [
      live(
        'It is read, accepted with name, date and version, and kept as PDF',
        theAgreementIsThere,
        'agreements-forgotten',
      ),
      live(
        'Another text than the one that stands is not accepted',
        onlyTheTextThatStands,
        'any-text-is-accepted',
      ),
      inSuite(
        'What was accepted is signed, and verified without the server',
        'tests/http/agreement/agreement.test.ts',
        'the record of an acceptance is signed within seconds, and verified without the server',
      ),
      inSuite(
        'A new version shows what changed and asks again',
        'tests/http/agreement/agreement.test.ts',
        'a new version shows what changed and asks again, and the accepted text stays as it was',
      ),
      inSuite(
        'Each duty of Article 28 is answered',
        'server/features/agreement/terms.test.ts',
        'every duty that Article 28 asks a contract for is answered by a section',
      ),
    ],
  },
  {
    id: 'FTS-35',
    area: 'assurance',
    kind: 'live',
    sentence:
      'Anyone can report a vulnerability, by security.txt or a form. It is acknowledged within one business day, tracked, and credited if the reporter agrees.',
    doesNotProve: 'That every vulnerability is reported.',
    proofs: [
      live('security.txt says where', securityTxtIsGood, 'security-txt-ran-out'),
      live('A report is taken, followed and kept from others', reportsAreTaken, 'reports-open-to-anyone'),
      inSuite(
        'It is acknowledged in time, or whoever runs this is reminded',
        'tests/http/vulnerability-reports/reports.test.ts',
        'a report that waits too long is told of, until it is acknowledged',
      ),
      inSuite(
        'Credit is given with permission alone',
        'tests/http/vulnerability-reports/reports.test.ts',
        'who wished to be named is named once it is mended, and nobody else',
      ),
    ],
  },
  {
    id: 'FTS-36',
    area: 'assurance',
    kind: 'suite',
    sentence: 'A critical report opens an incident with plan, owner, timeline and deadlines.',
    doesNotProve: 'That the people named are awake.',
    proofs: [
      inSuite(
        'A critical report opens an incident',
        'tests/http/vulnerability-reports/reports.test.ts',
        'a critical report opens an incident with plan, owner, timeline and deadlines',
      ),
    ],
  },
  {
    id: 'FC-08',
    area: 'assurance',
    kind: 'suite',
    sentence: 'The end of sessions is tested on every build.',
    doesNotProve: 'How sessions end on servers that run changed code.',
    proofs: [
      inSuite(
        'Sessions end in the database',
        'tests/http/identity/session-lifetime.test.ts',
        'a session ends after eight hours without activity',
      ),
      inSuite(
        'Ended sessions open no workspace',
        'tests/http/identity/session-lifetime.test.ts',
        'an ended session opens no workspace either',
      ),
      inSuite(
        'The cookie ends by itself',
        'tests/http/identity/session-lifetime.test.ts',
        'the cookie itself says when it ends, and is not believed longer',
      ),
    ],
  },
  {
    id: 'FC-44',
    area: 'assurance',
    kind: 'record',
    sentence:
      'DNS records are reviewed every quarter, with a check for dangling ones; no subdomain comes into being by itself.',
    doesNotProve: 'Records in zones the operator has not named.',
    proofs: [
      onRecord(
        'Whatever dangles, leads elsewhere or answers for any name is found',
        'docs/operations/dns.md',
        'tests/operator/dns-review.test.ts',
        'whatever dangles, leads elsewhere, or answers for any name is found',
      ),
      onRecord(
        'Each review is kept, and the next is asked for',
        'docs/operations/dns.md',
        'tests/operator/dns-review.test.ts',
        'a review is kept sealed with who did it, and the reminder waits for a quarter',
      ),
      inSuite(
        'Records that are sound are left in peace',
        'tests/operator/dns-review.test.ts',
        'records that lead where they should are left in peace',
      ),
    ],
  },
  {
    id: 'FC-47',
    area: 'assurance',
    kind: 'record',
    sentence:
      'The architecture is written down: trust boundaries, parts, data flows, each decision with its reason, checked against the code.',
    doesNotProve: 'That every decision was the best one.',
    proofs: [
      onRecord(
        'The rooms that are described are the rooms there are',
        'docs/architecture.md',
        'tests/docs/architecture.test.ts',
        'every room of the server is named',
      ),
      onRecord(
        'Every part a deployment stands on is among the data flows',
        'docs/architecture.md',
        'tests/docs/architecture.test.ts',
        'every part a deployment stands on is among the data flows',
      ),
      onRecord(
        'Every way in that a route has is named',
        'docs/threat-model.md',
        'tests/docs/threat-model.test.ts',
        'every route comes in by a way that the threat model names, for whoever may call it',
      ),
      onRecord(
        'Every way out that a file opens is named, and no other',
        'docs/threat-model.md',
        'tests/docs/threat-model.test.ts',
        'every file that opens a connection stands among the ways out, and no other does',
      ),
      onRecord(
        'Each decision stands with its reason',
        'docs/adr/README.md',
        'tests/docs/architecture.test.ts',
        'the list of decisions is whole, and each gives context, decision and consequence',
      ),
    ],
  },
  {
    id: 'FC-48',
    area: 'assurance',
    kind: 'suite',
    sentence: 'Security tests run on every build, and a failing one blocks the deployment.',
    doesNotProve: 'Attacks nobody has thought of yet.',
    proofs: [
      inSuite(
        'Every build runs the security tests',
        'tests/architecture/build-gate.test.ts',
        'every build runs the security tests',
      ),
      inSuite(
        'One failing test stops the build',
        'tests/architecture/build-gate.test.ts',
        'one failing test stops the build',
      ),
    ],
  },
  {
    id: 'FC-49',
    area: 'assurance',
    kind: 'record',
    sentence: 'Releases are scripted, and a person signs off the test results before one goes out.',
    doesNotProve: 'How carefully that person looked.',
    proofs: [
      onRecord(
        'Nothing goes out without a sign-off',
        'docs/releases/README.md',
        'scripts/release/release-record.test.ts',
        'nothing goes out without a person’s sign-off of its own passing tests',
      ),
    ],
  },
  {
    id: 'FC-50',
    area: 'assurance',
    kind: 'record',
    sentence:
      'Rolling back, or deploying again, takes less than five minutes with the same scripts; it has been measured.',
    doesNotProve: 'The speed of other machines and networks.',
    proofs: [
      onRecord(
        'Forward, back and forward again, measured, with data intact',
        'docs/operations/deploy.md',
        'tests/deploy/rollback.test.ts',
        'forward, back and forward again with the same script in less than five minutes each, data intact',
      ),
      inSuite(
        'What does not serve is taken back by itself',
        'tests/deploy/rollback.test.ts',
        'what does not serve is taken back by itself',
      ),
      inSuite(
        'Where going back is not possible, it says so before anything is stopped',
        'tests/deploy/rollback.test.ts',
        'where the older version cannot run on the newer schema, going back is refused with the reason',
      ),
    ],
  },
  {
    id: 'FC-51',
    area: 'assurance',
    kind: 'suite',
    sentence:
      'Our code and third-party parts are scanned regularly, findings stop the build, and a bill of materials is produced.',
    doesNotProve: 'Defects no scanner knows yet.',
    proofs: [
      inSuite(
        'A published vulnerability stops the build',
        'scripts/checks/audit-verdict.test.ts',
        'an advisory of moderate severity or worse is a problem',
      ),
      inSuite(
        'So does a licence that does not fit',
        'server/operator/supply/licences.test.ts',
        'a licence that is not on the list, or none, stops the build',
      ),
      inSuite(
        'The checks are part of every build',
        'tests/docs/dependencies.test.ts',
        'every check of dependencies is among those of a build',
      ),
      inSuite(
        'The bill of materials is whole',
        'server/operator/supply/sbom.test.ts',
        'the bill of materials names every part that is pinned, with its digest and licence',
      ),
    ],
  },
  {
    id: 'FC-52',
    area: 'assurance',
    kind: 'record',
    sentence:
      'These answers rest on a self-assessment against OWASP ASVS, with evidence for each requirement.',
    doesNotProve: 'An assessment by a third party.',
    proofs: [
      onRecord(
        'Every requirement of levels 1 and 2 is answered',
        'docs/assurance/asvs.md',
        'tests/docs/assessments.test.ts',
        'every requirement of level 1 and 2 is answered once, under its own level',
      ),
      onRecord(
        'The evidence exists, and every gap says what is lacking',
        'docs/assurance/asvs.md',
        'tests/docs/assessments.test.ts',
        'whatever is met or partly so has evidence that is there, and every gap says what is lacking',
      ),
      onRecord(
        'The page is the one the answers make',
        'docs/assurance/asvs.md',
        'tests/docs/assessments.test.ts',
        'the pages are those the answers make',
      ),
    ],
  },
  {
    id: 'FL-23',
    area: 'assurance',
    kind: 'record',
    sentence: 'Dependencies are updated and scanned regularly.',
    doesNotProve: 'Defects nobody has published yet.',
    proofs: [
      onRecord(
        'What is installed, and when it was reviewed, is written down',
        'docs/dependencies.md',
        'tests/docs/dependencies.test.ts',
        'the page of dependencies is that of the lock file, and dates its reviews',
      ),
    ],
  },
  {
    id: 'FL-27',
    area: 'assurance',
    kind: 'live',
    sentence:
      'The public surface (landing, pricing, status, sign-in, health) can be smoke-tested in production at any time.',
    doesNotProve: 'What lies behind the sign-in.',
    proofs: [live('Each page of the public surface stands', publicSurfaceStands, 'sign-in-page-gone')],
  },
  {
    id: 'FL-35',
    area: 'assurance',
    kind: 'record',
    sentence: 'The providers below us, and their certifications, are listed on the sub-processors page.',
    doesNotProve: 'That their certificates are still valid today.',
    proofs: [
      onRecord(
        'Every provider of the list stands on the page, with its certifications',
        'docs/privacy/sub-processors.md',
        'tests/docs/assessments.test.ts',
        'the page of sub-processors names every provider of the list, with its certifications',
      ),
      inSuite(
        'A deployment tells whom its own settings name',
        'tests/http/trust/sub-processors.test.ts',
        'anyone reads whom data is given to, with the certifications, and no host',
      ),
      inSuite(
        'No machine that the settings name is left out',
        'server/config/outside-places.test.ts',
        'every machine that the settings name is told, with what for and the region they say',
      ),
    ],
  },
  {
    id: 'FL-37',
    area: 'assurance',
    kind: 'suite',
    sentence:
      'A breach that affects a customer starts a 72-hour clock, with a runbook, the list of those affected and drafts of the notices.',
    doesNotProve: 'That a breach is noticed.',
    proofs: [
      inSuite(
        'The clock of 72 hours runs from when it was known, with the runbook',
        'tests/operator/incidents.test.ts',
        'a breach starts the clock of 72 hours, with its runbook',
      ),
      inSuite(
        'Whom it concerns is computed from the audit log',
        'tests/operator/incidents.test.ts',
        'whom a breach concerns is computed from the audit log, reads included, and nobody else',
      ),
      inSuite(
        'Notices are drafted from it',
        'tests/operator/incidents.test.ts',
        'the notices are drafted with what is known, to the authority and to each owner',
      ),
      inSuite(
        'It is exported as a signed record',
        'tests/operator/incidents.test.ts',
        'an incident is exported as a record that verifies offline, and no longer after a change',
      ),
    ],
  },
  {
    id: 'FL-38',
    area: 'assurance',
    kind: 'live',
    sentence:
      'Vulnerability reports are acknowledged within two business days at the latest, and reporters are credited if they agree.',
    doesNotProve: 'That every vulnerability is reported.',
    proofs: [
      live('One business day is promised', reportsAreTaken, 'acknowledged-whenever'),
      live('Who is credited is public', creditsArePublic, 'credits-tell-addresses'),
      inSuite(
        'Credit is given with permission alone',
        'tests/http/vulnerability-reports/reports.test.ts',
        'who wished to be named is named once it is mended, and nobody else',
      ),
    ],
  },
  {
    id: 'FL-40',
    area: 'assurance',
    kind: 'live',
    sentence:
      'The security page says what is, not what is hoped: each sentence hangs on a proof with a date, and a sentence whose proof fails says so.',
    doesNotProve: 'More than each proof shows; what it leaves open stands beside it.',
    proofs: [
      live(
        'Each sentence on the page has a proof, a date and limits',
        everySentenceHasAProof,
        'promises-without-proof',
      ),
      live('A proof that has grown old is not shown as proven', oldProofsSaySo, 'old-proofs-count'),
      live('Nobody but the operator publishes a proof', nobodyElsePublishes, 'anyone-publishes'),
      inSuite(
        'A promise that fails says so, one that never held is hidden',
        'tests/http/trust/trust.test.ts',
        'the page shows what was proven, says what fails now, and hides what never held',
      ),
      inSuite(
        'A day on which it was broken stays',
        'tests/http/trust/trust.test.ts',
        'a day on which a promise was broken stays on the page when it holds again, and nobody takes it away',
      ),
    ],
  },
];
