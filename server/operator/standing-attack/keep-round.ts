import { newId } from '../../security/crypto/index.ts';
import type { MailQueue } from '../../security/mail-queue.ts';
import { addStep, type IncidentDesk, openIncident } from '../incidents/incident.store.ts';
import { type AttackRound, attackRoundStore } from './attack-round.store.ts';

export interface Broken {
  readonly claim: string;
  /** What the probe saw, in one sentence. */
  readonly sentence: string;
}

export interface FoughtRound extends Pick<AttackRound, 'startedAt' | 'outcome' | 'probes' | 'calls'> {
  readonly broken: readonly Broken[];
}

export interface AttackDesk extends IncidentDesk {
  readonly mail: Pick<MailQueue, 'queue'>;
  /** `mailto:` or `https:`, where whoever runs this wants to hear of vulnerabilities. */
  readonly securityContact: string | undefined;
}

const OWNER = 'Whoever is on duty';

/**
 * Keeps what came of a round. Where something got through, an incident is opened, or noted in the one that is open, and
 * whoever runs this is told.
 */
export async function keepRound(desk: AttackDesk, round: FoughtRound): Promise<AttackRound> {
  const { broken, ...facts } = round;
  const incidentId = broken.length === 0 ? null : await incidentOf(desk, round);
  const kept = { id: newId(), ...facts, incidentId };
  await attackRoundStore(desk.db).keep(kept);
  return kept;
}

async function incidentOf(desk: AttackDesk, { startedAt, broken }: FoughtRound): Promise<string> {
  const saw = broken.map(({ claim, sentence }) => `${claim}: ${sentence}`).join('\n');
  const known = await attackRoundStore(desk.db).openIncident();
  const id = known ?? (await open(desk, startedAt));
  await addStep(desk, id, 'note', `The standing attacker, ${startedAt.toISOString()}:\n${saw}`);
  if (known === undefined && desk.securityContact?.startsWith('mailto:')) {
    const to = desk.securityContact.slice('mailto:'.length);
    await desk.mail.queue({ template: 'attack-got-through', to, incidentId: id });
  }
  return id;
}

async function open(desk: AttackDesk, knownAt: Date): Promise<string> {
  const { id } = await openIncident(desk, {
    kind: 'vulnerability',
    severity: 'critical',
    title: 'The standing attacker reached another workspace',
    owner: OWNER,
    knownAt,
  });
  return id;
}
