import type { FastifyInstance } from 'fastify';

/** What came of one request, for whoever counts or traces. */
export interface RequestOutcome {
  readonly id: string;
  readonly method: string;
  /** As it was declared, with its parameters by name; `none` where no route answered. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** Tells of each request once its reply is out. */
export function registerRequestTelemetry(
  app: FastifyInstance,
  tell: (outcome: RequestOutcome) => void,
): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { id, method } = request;
    tell({
      id,
      method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    });
    done();
  });
}
