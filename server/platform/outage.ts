/** How deep a cause is looked for: an error of ours around one of a library around one of the network. */
const DEPTH = 4;

/** Of the network (errno), and of a store of files that is not there. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'BLOB_STORE_AWAY',
]);

/**
 * Of PostgreSQL: class 08 (connection), 57P01 to 57P05 (it ends, or is not up yet), 55000 for a database that lets
 * nobody in, 53300 (no room for another connection).
 */
const DATABASE_AWAY = /^(?:08\w{3}|57P0[1-5]|55000|53300)$/;
const HUNG_UP = /^Connection terminated/;

/** Whether this failed because something that is reached over the network, or the store of files, is away, and may come back by itself. */
export function isOutage(error: unknown, depth = DEPTH): boolean {
  if (!(error instanceof Error) || depth === 0) return false;
  if (isAway(error)) return true;
  return error.cause !== undefined && isOutage(error.cause, depth - 1);
}

function isAway(error: Error): boolean {
  const code = String(Reflect.get(error, 'code') ?? '');
  // A request that broke off is the client's doing: Fastify marks it with a status.
  if (Reflect.get(error, 'statusCode') !== undefined) return false;
  return (
    UNREACHABLE.has(code) || DATABASE_AWAY.test(code) || HUNG_UP.test(error.message) || isServiceDown(error)
  );
}

/** Of an AWS service: it answered that the failure is its own. */
function isServiceDown(error: Error): boolean {
  const metadata: unknown = Reflect.get(error, '$metadata');
  if (typeof metadata !== 'object' || metadata === null) return false;
  const status: unknown = Reflect.get(metadata, 'httpStatusCode');
  return Reflect.get(error, '$fault') === 'server' || (typeof status === 'number' && status >= 500);
}
