import { type Db, statement } from '#server/platform/db/index.ts';

const tidy = statement<[], never>('select app.tidy()');
const forgetReplies = statement<[], never>('select app.forget_replies()');
const cleanRates = statement<[], { removed: number }>('select app.rate_clean() as removed');

export function housekeepingStore(db: Db) {
  return {
    tidy: () => db.run(tidy, []),
    /** Replies kept for a second try, whose day is over. */
    forgetReplies: () => db.run(forgetReplies, []),
    /** Removes a batch of rate windows that are over and gives their number; the next call takes the next batch. */
    cleanRates: async () => (await db.run(cleanRates, []))[0]?.removed ?? 0,
  };
}
