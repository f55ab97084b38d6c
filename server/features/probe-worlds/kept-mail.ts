import { newId, SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { type KeptMail, probeWorldStore } from './probe-world.store.ts';

function mailContext(id: string) {
  return { table: 'probe_mails', row: id, use: 'mail' } as const;
}

const WORLD = /@([0-9a-f-]{36})\.invalid$/;

/**
 * Keeps a mail to someone of a throw-away world, and says so; false for everybody else's mail. The top-level
 * domain is reserved (RFC 2606): no mail server would take it.
 */
export async function keepProbeMail({ db, system }: Services, mail: KeptMail): Promise<boolean> {
  const world = WORLD.exec(mail.to)?.[1];
  const store = probeWorldStore(db);
  if (world === undefined || (await store.find(world)) === undefined) return false;
  const id = newId();
  await store.saveMail(world, id, system().seal<KeptMail>(mailContext(id), mail));
  return true;
}

/** What was kept for a world, opened. */
export async function listProbeMails({ db, keys }: Services, worldId: string): Promise<KeptMail[]> {
  const rows = await probeWorldStore(db).mails(worldId);
  return keys.retrying(SYSTEM_SCOPE, (system) =>
    rows.map(({ id, sealed_mail }) => system.unseal(mailContext(id), sealed_mail)),
  );
}
