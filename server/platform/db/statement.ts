import type pg from 'pg';
import { statementName } from './statement-name.ts';
import { runningTransaction, type Tx } from './transaction.ts';

declare const shape: unique symbol;

/** A constant SQL text with `$1` parameters: for paths so hot that building the query would show. */
export interface Statement<P extends readonly unknown[], R> {
  readonly text: string;
  readonly [shape]?: { parameters: P; row: R };
}

/** Declares a statement. The text is constant: values only ever travel as parameters (claim FL-19). */
export function statement<P extends readonly unknown[], R>(text: string): Statement<P, R> {
  return { text };
}

/** Runs statements on any free connection of the pool, one round trip each. */
export function statementRunner(pool: pg.Pool, prepared: boolean) {
  return async <P extends readonly unknown[], R>({ text }: Statement<P, R>, values: P): Promise<R[]> => {
    const name = prepared ? statementName(text) : undefined;
    const { rows } = await pool.query({ text, values: [...values], ...(name !== undefined && { name }) });
    return rows as R[];
  };
}

/** Runs a statement inside a transaction. Several asked for in one turn travel together, in this order. */
export async function runIn<P extends readonly unknown[], R>(
  tx: Tx,
  { text }: Statement<P, R>,
  values: P,
): Promise<R[]> {
  const { rows } = await runningTransaction(tx).run<R>(text, values);
  return rows;
}

/** Sends a statement whose answer nobody waits for: the commit travels behind it, and fails if it failed. */
export function sendIn<P extends readonly unknown[]>(
  tx: Tx,
  { text }: Statement<P, unknown>,
  values: P,
): void {
  runningTransaction(tx).run(text, values);
}
