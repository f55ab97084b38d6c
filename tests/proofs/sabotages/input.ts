import type { SabotageName } from '#proofs/sabotage-names.ts';
import { createOutside } from '#server/platform/fetch-outside/index.ts';
import { editFunction } from '../edit-function.ts';
import type { PassingRequest, Sabotage } from '../sabotage.ts';

export const inputSabotages = {
  'hostile-keys-dropped': { rewrite: () => ({ request: body(withoutHostileKeys) }) },
  'wildcards-in-searches': { rewrite: () => ({ request: wildcards() }) },
  'repeats-merged': {
    rewrite: () => ({
      request: (request) => {
        request.path = request.path.replace(/\?.*/, '');
        for (const [name, value] of Object.entries(request.headers)) {
          if (Array.isArray(value)) request.headers[name] = value[0] ?? '';
        }
        body((value) => value)(request);
      },
    }),
  },
  'unknown-fields-dropped': {
    rewrite: () => ({ request: body((value) => ({ ...Object(value), casewardProbe: undefined })) }),
  },
  'inside-is-tried': {
    rewire: ({ services }) => {
      const insideHosts = ['localhost', '127.0.0.1'];
      Object.assign(services, { outside: createOutside({ insideHosts, patience: 500 }) });
    },
  },
  'names-tidied-first': { rewrite: () => ({ request: body(tidyName) }) },
  'rates-uncounted': {
    prepare: editFunction(
      'app.rate_take',
      ['last_grant = least(w.used + p_want, p_limit) - w.used', 'last_grant = p_want'],
      ['where w.used < p_limit', 'where true'],
      ['returning w.last_grant, w.used', 'returning w.last_grant, 1'],
    ),
  },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

/** A door that reads a JSON body leniently and passes on what it understood. */
function body(change: (value: unknown) => unknown): (request: PassingRequest) => void {
  return (request) => {
    if (request.headers['content-type'] !== 'application/json') return;
    try {
      request.body = Buffer.from(JSON.stringify(change(JSON.parse(request.body.toString('utf8')))));
    } catch {
      // What is not JSON goes on as it is.
    }
  };
}

/** A door that takes what misleads out of a file's name, and lets the file in. */
function tidyName(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('name' in value)) return value;
  return { ...value, name: String(value.name).replace(/[\p{Cc}\p{Cf}]/gu, '') };
}

function withoutHostileKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== '__proto__' && key !== 'constructor');
  return Object.fromEntries(kept);
}

/** A door that hears "anything" in a star, by putting the last word searched for in its place. */
function wildcards(): (request: PassingRequest) => void {
  let last: unknown = 'anything';
  return body((value) => {
    if (typeof value !== 'object' || value === null || !('text' in value)) return value;
    if (String(value.text).includes('*')) return { ...value, text: last };
    last = value.text;
    return value;
  });
}
