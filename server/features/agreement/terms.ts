import type { AgreementSection } from '#contracts/agreement.ts';

/** Of the terms below; a change of their meaning is a new one. */
export const TERMS_VERSION = '1.0';

export interface Parties {
  /** Who runs the deployment. */
  readonly processor: string;
  readonly address: string;
  readonly region: string;
}

/** A section, and the duties of Article 28 (2) to (4) GDPR that it answers. */
export type Term = AgreementSection & { readonly answers: readonly string[] };

/** The terms themselves, in our own words. The annexes are made from what the deployment is. */
export function terms({ processor, address, region }: Parties): Term[] {
  return [
    {
      id: 'parties',
      title: '1. Who agrees, and about what',
      answers: [],
      paragraphs: [
        `The organisation named at acceptance (the controller) and ${processor} (the processor) agree on how the processor handles personal data that the controller and its people put into their workspace at ${address}.`,
        'It is an agreement under Article 28 of the General Data Protection Regulation (GDPR) and, where the controller is a business under the California Consumer Privacy Act (CCPA), its contract with a service provider. It lasts as long as the workspace and, for what is left of its data, until that is gone.',
        'Subject, nature and purpose: keeping, finding, reviewing and sharing the controller’s cases. Kinds of data and how long each is kept: Annex I. People concerned: members of the workspace and whoever they write about.',
      ],
    },
    {
      id: 'instructions',
      title: '2. Instructions',
      answers: ['a'],
      paragraphs: [
        'The processor handles the data on documented instructions of the controller alone. What members do in the workspace within their roles, its settings and this agreement are those instructions; the audit log is their record.',
        'Where a law demands more, the processor says so beforehand unless that law forbids it. It says without delay when it takes an instruction to be unlawful, and need not follow it until that is settled.',
      ],
    },
    {
      id: 'confidentiality',
      title: '3. Confidentiality',
      answers: ['b'],
      paragraphs: [
        'Whoever works for the processor and may come near the data is bound to confidentiality, also after they leave. Content is sealed under keys of the workspace; nobody reads it to run the software.',
      ],
    },
    {
      id: 'security',
      title: '4. Security',
      answers: ['c'],
      paragraphs: [
        'The processor keeps to the measures of Annex II, each of which is tried by proofs that the public security page shows with their dates, failures included. It may replace one by another that protects no less.',
      ],
    },
    {
      id: 'sub-processors',
      title: '5. Further processors',
      answers: ['2', '4', 'd'],
      paragraphs: [
        'The controller agrees in general to further processors; those in use are in Annex III. Before one is added or replaced the processor shows the changed annex as a new version of this agreement; the controller may object for a good reason within 30 days of it and, if no other way is found, end the agreement.',
        'Each is bound in writing to duties no weaker than these, and the processor answers for what they do as for itself.',
      ],
    },
    {
      id: 'place',
      title: '6. Place and transfers',
      answers: ['a'],
      paragraphs: [
        `Data is kept in the region “${region}”. A place outside of it is named in Annex III as elsewhere. Personal data leaves the European Economic Area only on an instruction of the controller, and where Chapter V GDPR allows it.`,
      ],
    },
    {
      id: 'people',
      title: '7. Rights of the people concerned',
      answers: ['e'],
      paragraphs: [
        'The software lets the controller answer requests for access, correction, deletion, portability, objection and opt-out itself: own data as a file, erasure with a certificate, an inbox of requests with their deadlines. Requests that reach the processor are handed on without delay and not answered by it.',
      ],
    },
    {
      id: 'assistance',
      title: '8. Assistance',
      answers: ['f'],
      paragraphs: [
        'The processor helps the controller, as far as it can with what it knows, with the security of processing, with assessments of impact and with consulting an authority (Articles 32 to 36 GDPR).',
      ],
    },
    {
      id: 'breaches',
      title: '9. Breaches',
      answers: ['f'],
      paragraphs: [
        'The processor tells the controller of a breach of personal data without undue delay and at the latest 48 hours after it knows of it: what happened, whom and what it concerns as the audit log shows, what follows from it and what is done. What is not known yet is told later, in parts.',
      ],
    },
    {
      id: 'end',
      title: '10. Return and deletion',
      answers: ['g'],
      paragraphs: [
        'The controller may export the whole workspace at any time. When it gives the workspace up it is shut at once and purged after 30 days, with its keys, so that copies in backups cannot be opened; a signed certificate says what went. What a law orders to be kept stays for as long as that law says.',
      ],
    },
    {
      id: 'audits',
      title: '11. Evidence and audits',
      answers: ['h'],
      paragraphs: [
        'The processor makes available what shows that this agreement is kept: the security page, the evidence pack, the audit log with its proofs, records of reviews and drills. Where that is not enough the controller, or an auditor bound to confidentiality whom it names, may inspect, announced 30 days before, without harm to others’ data.',
      ],
    },
    {
      id: 'california',
      title: '12. California',
      answers: [],
      paragraphs: [
        'Under the CCPA the processor is a service provider: it does not sell or share the data, does not use it outside the direct business between both or for any purpose but those of section 1, does not combine it with other data, gives it the protection the CCPA demands, and says within five business days when it no longer can. The controller may then stop and remedy what is unauthorised.',
      ],
    },
    {
      id: 'general',
      title: '13. General',
      answers: [],
      paragraphs: [
        'The controller accepts on a screen of the workspace, by a person who may bind it; name, function, time, version and the digest of the text are kept, signed. A new version replaces an old one when it is accepted; until then the accepted one holds. Where this agreement and another between both differ about personal data, this one holds. Mandatory law is not touched.',
      ],
    },
  ];
}
