import type { AuditActionName } from '#contracts/audit-actions.ts';
import { auditIdentity } from '#server/features/identity/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { factorStore } from './factors.store.ts';

interface Entry {
  readonly userId: string;
  readonly action: AuditActionName;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** What is changed about a person's factors, and its entry in the log, or neither. */
export function logged<T>(
  { services, origin, sessionId }: SessionCaller,
  entry: Entry,
  change: (store: ReturnType<typeof factorStore>) => Promise<T>,
): Promise<T> {
  return inOneTransaction(services.db, async (db) => {
    const out = await change(factorStore(db));
    await auditIdentity({ ...services, db }, origin, { ...entry, sessionId });
    return out;
  });
}
