import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';

const MOST_FIELDS = 10;

/** Takes an HTML form, for routes that declare `form` and for no other (415). A name that comes twice is refused. */
export function registerFormBody(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, body: Buffer, done) => {
      const route = request.routeOptions.config.route;
      if (route?.form !== true || request.headers['content-encoding'] !== undefined) {
        done(new AppError('unsupported_media_type'));
        return;
      }
      const fields = formFields(body);
      done(fields === undefined ? new AppError('bad_request') : null, fields);
    },
  );
}

/** The fields of a form; undefined where it is none, or could be read in two ways. */
export function formFields(body: Buffer): Record<string, string> | undefined {
  if (!isUtf8(body)) return undefined;
  const fields: Record<string, string> = Object.create(null);
  const pairs = body.toString('utf8').split('&');
  if (pairs.length > MOST_FIELDS) return undefined;
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (at < 1 || !/^[A-Za-z][A-Za-z_]{0,39}$/.test(name) || name in fields) return undefined;
    const value = decoded(pair.slice(at + 1));
    if (value === undefined) return undefined;
    fields[name] = value;
  }
  return fields;
}

function decoded(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
