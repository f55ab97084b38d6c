import type { z } from 'zod';
import type { RateClass } from './rate-classes.ts';
import {
  type Access,
  type CallerOf,
  defineRoute,
  empty,
  type ReadHeader,
  type Route,
  type RouteRequest,
} from './route.ts';

export interface RemovalSpec<A extends Access, P extends z.ZodObject> {
  readonly url: string;
  /** One sentence for the API document. */
  readonly summary: string;
  readonly access: A;
  readonly params: P;
  readonly reads?: readonly ReadHeader[];
  /** `write` unless it is more than that. */
  readonly rate?: RateClass;
  remove(
    caller: CallerOf<A>,
    params: RouteRequest<A, { readonly params: P }>['params'],
    ifMatch: number | undefined,
  ): Promise<unknown>;
}

/** A route that takes something away, or a mark off it, and has nothing to say: `DELETE`, answered by 204. */
export function removal<const A extends Access, const P extends z.ZodObject>(spec: RemovalSpec<A, P>): Route {
  const { url, summary, access, params, rate = 'write', reads = [] } = spec;
  return defineRoute({
    method: 'DELETE',
    url,
    summary,
    access,
    input: { params },
    reply: empty,
    rate,
    discloses: [],
    reads,
    handle: (request) => spec.remove(request.caller, request.params, request.ifMatch),
  });
}
