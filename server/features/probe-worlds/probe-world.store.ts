import { type Db, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';

/** A mail kept for a world instead of being sent. */
export interface KeptMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

interface WorldRow {
  readonly workspace_ids: string[];
  readonly user_ids: string[];
  readonly expires_at: string;
}

interface MailRow {
  readonly id: string;
  readonly sealed_mail: Sealed<KeptMail>;
}

const save = statement<[string, string[], string[], number], { at: string }>(
  'select app.save_probe_world($1, $2, $3, $4) as at',
);
const find = statement<[string], WorldRow>('select * from app.find_probe_world($1)');
const expired = statement<[], { id: string }>('select e.id from app.expired_probe_worlds() as e (id)');
const purge = statement<[string], { ok: boolean }>('select app.purge_probe_world($1) as ok');
const saveMail = statement<[string, string, Buffer], never>('select app.save_probe_mail($1, $2, $3)');
const listMails = statement<[string], MailRow>('select * from app.list_probe_mails($1)');

export function probeWorldStore(db: Db) {
  return {
    /** Returns when the worlds are purged by themselves. */
    async save(id: string, workspaces: string[], users: string[], minutes: number): Promise<string> {
      const [row] = await db.run(save, [id, workspaces, users, minutes]);
      if (row === undefined) throw new Error('the world was not saved');
      return row.at;
    },
    find: async (id: string) => (await db.run(find, [id]))[0],
    expired: async () => (await db.run(expired, [])).map(({ id }) => id),
    purge: async (id: string) => (await db.run(purge, [id]))[0]?.ok === true,
    saveMail: (world: string, id: string, mail: Sealed<KeptMail>) => db.run(saveMail, [world, id, mail]),
    mails: (world: string) => db.run(listMails, [world]),
  };
}
