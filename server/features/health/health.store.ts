import { type Db, statement } from '#server/platform/db/index.ts';

const time = statement<[], { ms: number }>(
  'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
);
const schema = statement<[], { number: number }>(
  'select coalesce(max(m.number), 0)::int as number from public.caseward_migrations m',
);

/** What the parts of health ask the database. */
export function healthStore(db: Pick<Db, 'run'>) {
  return {
    /** Its time of day, ms since 1970. */
    timeOfDay: async () => (await db.run(time, []))[0]?.ms ?? 0,
    /** The newest migration it has. */
    newestMigration: async () => (await db.run(schema, []))[0]?.number ?? 0,
  };
}

export type HealthStore = ReturnType<typeof healthStore>;
