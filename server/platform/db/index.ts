export { type ExpressionBuilder, type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
export { type Db, openDatabase, type Tx } from './database.ts';
export { type Listening, listen } from './listen.ts';
export { databaseRefusal, sqlState } from './refusal.ts';
export type { Database } from './rows.generated.ts';
export { runIn, type Statement, sendIn, statement } from './statement.ts';
