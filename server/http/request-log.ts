import type { FastifyInstance } from 'fastify';

/** One line a request, when its reply is out: what was asked for, what came of it, how long it took in ms. */
export function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ req: request, res: reply, ms }, 'request');
    done();
  });
}
