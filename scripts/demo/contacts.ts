import type {
  ConsentWrite,
  Contact,
  ContactState,
  ContactSummary,
  ContactWrite,
} from '#contracts/contacts.ts';
import { ok, type Place } from './fill-case.ts';
import type { Writer } from './plan.ts';

interface PlannedContact {
  readonly write: Pick<ContactWrite, 'name' | 'source'> & Partial<ContactWrite>;
  readonly by: Writer;
  readonly consents?: readonly ConsentWrite[];
  readonly doNotSell?: 'person' | 'agent' | 'signal';
  readonly archived?: true;
}

const agreed = (purpose: ConsentWrite['purpose'], how: string): ConsentWrite => ({
  purpose,
  decision: 'given',
  how,
});
const tookBack = (purpose: ConsentWrite['purpose'], how: string): ConsentWrite => ({
  purpose,
  decision: 'withdrawn',
  how,
});

/** Suppliers, customers and authorities of the demo. The addresses end in `.example`, which nobody owns. */
const CONTACTS: readonly PlannedContact[] = [
  {
    write: {
      name: 'Ingrid Solberg',
      source: 'person',
      emails: ['ingrid@nordpumpe.example'],
      phones: ['+47 55 50 10 20'],
      note: 'Service technician for the feed pumps; on call at weekends.',
    },
    by: 'member',
    consents: [agreed('newsletter', 'Ticked on the service report of the yearly inspection.')],
  },
  {
    write: { name: 'Nordpumpe AS, spare parts', source: 'website', emails: ['parts@nordpumpe.example'] },
    by: 'member',
  },
  {
    write: {
      name: 'Dr. Matthias Engel',
      source: 'referral',
      emails: ['engel@pruefstelle-nord.example'],
      address: 'Am Speicher 4, 20457 Hamburg',
      note: 'Inspects pressure vessels. Writes letters, does not like calls.',
    },
    by: 'reviewer',
    consents: [tookBack('marketing_calls', 'Asked by letter not to be called.')],
  },
  {
    write: { name: 'Beatriz Molina', source: 'event', emails: ['b.molina@costafrio.example'] },
    by: 'manager',
    consents: [
      agreed('newsletter', 'At the trade fair, on the list at the stand.'),
      agreed('sharing', 'At the trade fair, with the organiser.'),
      tookBack('sharing', 'By e-mail two weeks later.'),
    ],
    doNotSell: 'person',
  },
  {
    write: { name: 'Costa Frío, quality desk', source: 'person', emails: ['calidad@costafrio.example'] },
    by: 'manager',
  },
  {
    write: { name: 'Yuki Tanabe', source: 'referral', emails: ['tanabe@kansai-valve.example'] },
    by: 'reviewer',
    consents: [agreed('profiling', 'In the questionnaire about valve life, question 9.')],
  },
  {
    write: {
      name: 'Harbour authority, duty officer',
      source: 'public_record',
      phones: ['+49 40 555 0199'],
      note: 'Day and night. Ask for the protocol number.',
    },
    by: 'owner',
  },
  {
    write: { name: 'Olu Adeyemi', source: 'website', emails: ['olu@brightlabels.example'] },
    by: 'member',
    doNotSell: 'signal',
  },
  {
    write: { name: 'Bright Labels, orders', source: 'website', emails: ['orders@brightlabels.example'] },
    by: 'member',
  },
  {
    write: { name: 'Zofia Wrona', source: 'event', emails: ['zofia@wrona-lift.example'] },
    by: 'admin',
    consents: [agreed('marketing_calls', 'On the telephone, when she called about the lift.')],
  },
  {
    write: {
      name: 'Former courier, Hansen & Søn',
      source: 'other',
      emails: ['drift@hansen-son.example'],
      note: 'The contract ended; kept for open claims.',
    },
    by: 'manager',
    archived: true,
  },
  {
    write: { name: 'Lea Brandt', source: 'person', emails: ['lea@brandt-elektro.example'] },
    by: 'admin',
    archived: true,
  },
];

/** Enters the contacts of the demo that are not there yet, with what they agreed to. Returns how many there are. */
export async function fillContacts(place: Place): Promise<number> {
  const path = `/workspaces/${place.workspace.id}/contacts`;
  const known = new Map<string, string>();
  for (const state of ['active', 'archived'] satisfies ContactState[]) {
    const { items } = await ok(place.team.owner.client.post(`${path}/query`, { state, limit: 100 }));
    for (const { id, name } of items as ContactSummary[]) known.set(name, id);
  }
  for (const planned of CONTACTS) {
    const { client } = place.team[planned.by];
    const id = known.get(planned.write.name) ?? (await ok(client.post(path, planned.write), 201)).id;
    await complete(place, planned, `${path}/${id}`);
  }
  return CONTACTS.length;
}

/** What an interrupted run left undone of one. */
async function complete({ team }: Place, planned: PlannedContact, path: string): Promise<void> {
  const { client } = team[planned.by];
  const now: Contact = await ok(client.get(path));
  if (now.state === 'archived') return;
  for (const consent of (planned.consents ?? []).slice(now.consents.length))
    await ok(client.post(`${path}/consents`, consent), 201);
  if (planned.doNotSell && now.doNotSellAt === null)
    await ok(client.put(`${path}/do-not-sell`, { from: planned.doNotSell }));
  if (planned.archived) await ok(client.put(`${path}/state`, { state: 'archived' }));
}
