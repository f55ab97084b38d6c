import { z } from 'zod';
import { WitnessedCheckpoint } from '#contracts/witness.ts';
import { OutsideError } from '#server/platform/fetch-outside/index.ts';
import { cosignatureOf, parseWitnessKey } from '#server/security/audit/cosignature.ts';
import type { Services } from '#server/security/services.ts';
import { type OwnLog, type WitnessStore, witnessStore } from './witness.store.ts';

const QUEUE = 'audit-witnesses';
const EVERY_TEN_MINUTES = '*/10 * * * *';
const LARGEST_ANSWER = 4_096;
const Elsewhere = z.object({ details: z.object({ size: z.int().min(0) }) });

/** A witness of this log: its key, and where it answers. */
export interface NamedWitness {
  readonly key: string;
  readonly url: string;
}

export async function workOnWitnesses(services: Services): Promise<void> {
  await services.jobs.work(QUEUE, { retries: 1, expireInSeconds: 300 }, () => askWitnesses(services));
  await services.jobs.schedule(QUEUE, EVERY_TEN_MINUTES);
}

/** Has the newest checkpoint countersigned by each witness. Throws when one refused or did not answer, after asking all. */
export async function askWitnesses(services: Services): Promise<void> {
  if (services.witnesses.length === 0) return;
  const store = witnessStore(services.db);
  const log = await store.ownLog();
  if (log === undefined) return;
  const failures: unknown[] = [];
  for (const named of services.witnesses)
    await askOne(services, store, log, named).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function askOne(
  services: Services,
  store: WitnessStore,
  log: OwnLog,
  named: NamedWitness,
): Promise<void> {
  const witness = parseWitnessKey(named.key);
  if (witness === undefined) throw new Error('this is no key of a witness');
  const last = await store.lastCosigned(witness.name);
  if (last === log.size) return;
  let answer = await send(services, named, log, last);
  // It has seen more of this log than we remember: an answer was lost, or we were restored.
  const there = answer.status === 409 ? Elsewhere.safeParse(answer.body).data?.details.size : undefined;
  if (there !== undefined && there !== last && there <= log.size)
    answer = await send(services, named, log, there);
  const found = WitnessedCheckpoint.safeParse(answer.body).data;
  if (answer.status !== 200 || found === undefined)
    throw new Error(`the witness ${witness.name} did not countersign: ${answer.status}`);
  if (cosignatureOf(witness, `${log.note}${found.cosignature}\n`) === undefined)
    throw new Error(`the witness ${witness.name} signed something else`);
  await store.keepCosignature(log.size, witness.name, found.cosignature);
}

async function send({ outside }: Services, { url }: NamedWitness, log: OwnLog, old: number) {
  const body = { old, consistency: await log.consistency(old), checkpoint: log.note };
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-caseward-csrf': 'anonymous' },
    body: JSON.stringify(body),
  };
  const { href } = new URL('/api/v1/witness/checkpoints', url);
  const answer = await outside.send(href, request, LARGEST_ANSWER).catch((cause: unknown) => {
    throw new Error(`the witness at ${new URL(url).host} ${notReached(cause)}`, { cause });
  });
  return { status: answer.status, body: parsed(answer.body) };
}

function notReached(error: unknown): string {
  const reason = error instanceof OutsideError ? error.reason : undefined;
  if (reason === 'address') return 'has no https address, and CASEWARD_INSIDE_HOSTS does not name it';
  if (reason === 'inside') return 'lies inside the network, and CASEWARD_INSIDE_HOSTS does not name it';
  return 'was not reached';
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
