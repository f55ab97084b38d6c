import type { Claim } from './claim.ts';
import { everySentenceHasAProof, nobodyElsePublishes } from './probes/assurance.ts';
import { inSuite, live, onRecord } from './proof.ts';

export const assuranceClaims: readonly Claim[] = [
  {
    id: 'FTS-24',
    area: 'assurance',
    kind: 'record',
    sentence: 'Controls are mapped to the SOC 2 criteria, and an evidence pack can be produced on request.',
    doesNotProve: 'A SOC 2 attestation, which only an auditor can give.',
    proofs: [],
  },
  {
    id: 'FTS-25',
    area: 'assurance',
    kind: 'live',
    sentence:
      'A data processing agreement is ready under Workspace settings: read it, accept it with name, date and version, download it.',
    doesNotProve: 'Legal advice.',
    proofs: [],
  },
  {
    id: 'FTS-35',
    area: 'assurance',
    kind: 'live',
    sentence:
      'Anyone can report a vulnerability, by security.txt or a form. It is acknowledged within one business day, tracked, and credited if the reporter agrees.',
    doesNotProve: 'That every vulnerability is reported.',
    proofs: [],
  },
  {
    id: 'FTS-36',
    area: 'assurance',
    kind: 'suite',
    sentence: 'A critical report opens an incident with plan, owner, timeline and deadlines.',
    doesNotProve: 'That the people named are awake.',
    proofs: [],
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
    proofs: [],
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
    proofs: [],
  },
  {
    id: 'FC-50',
    area: 'assurance',
    kind: 'record',
    sentence:
      'Rolling back, or deploying again, takes less than five minutes with the same scripts; it has been measured.',
    doesNotProve: 'The speed of other machines and networks.',
    proofs: [],
  },
  {
    id: 'FC-51',
    area: 'assurance',
    kind: 'suite',
    sentence:
      'Our code and third-party parts are scanned regularly, findings stop the build, and a bill of materials is produced.',
    doesNotProve: 'Defects no scanner knows yet.',
    proofs: [],
  },
  {
    id: 'FC-52',
    area: 'assurance',
    kind: 'record',
    sentence:
      'These answers rest on a self-assessment against OWASP ASVS, with evidence for each requirement.',
    doesNotProve: 'An assessment by a third party.',
    proofs: [],
  },
  {
    id: 'FL-23',
    area: 'assurance',
    kind: 'record',
    sentence: 'Dependencies are updated and scanned regularly.',
    doesNotProve: 'Defects nobody has published yet.',
    proofs: [],
  },
  {
    id: 'FL-27',
    area: 'assurance',
    kind: 'live',
    sentence:
      'The public surface (landing, pricing, status, sign-in, health) can be smoke-tested in production at any time.',
    doesNotProve: 'What lies behind the sign-in.',
    proofs: [],
  },
  {
    id: 'FL-35',
    area: 'assurance',
    kind: 'record',
    sentence: 'The providers below us, and their certifications, are listed on the sub-processors page.',
    doesNotProve: 'That their certificates are still valid today.',
    proofs: [],
  },
  {
    id: 'FL-37',
    area: 'assurance',
    kind: 'suite',
    sentence:
      'A breach that affects a customer starts a 72-hour clock, with a runbook, the list of those affected and drafts of the notices.',
    doesNotProve: 'That a breach is noticed.',
    proofs: [],
  },
  {
    id: 'FL-38',
    area: 'assurance',
    kind: 'live',
    sentence:
      'Vulnerability reports are acknowledged within two business days at the latest, and reporters are credited if they agree.',
    doesNotProve: 'That every vulnerability is reported.',
    proofs: [],
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
      live('Nobody but the operator publishes a proof', nobodyElsePublishes, 'anyone-publishes'),
      inSuite(
        'A promise that fails says so, one that never held is hidden',
        'tests/http/trust/trust.test.ts',
        'the page shows what was proven, says what fails now, and hides what never held',
      ),
    ],
  },
];
