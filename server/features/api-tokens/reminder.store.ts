import { type Db, statement } from '#server/platform/db/index.ts';
import { doorProof } from '#server/security/tenancy/index.ts';

interface Due {
  readonly workspace_id: string;
  readonly id: string;
}

const due = statement<[moment: string, proof: Buffer], Due>(
  'select workspace_id, id from app.tokens_to_remind($1, $2)',
);

/** The tokens of every workspace whose people have not been told of an end that is near. */
export function tokensToRemind(db: Db): Promise<Due[]> {
  return db.run(due, [...doorProof(db, 'reminders')]);
}
