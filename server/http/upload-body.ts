import type { FastifyInstance } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';

/**
 * Hands bytes through as a stream, for routes that declare `upload` and for no other (415). What the stream may
 * hold is the handler's to count: the length that a client declares is checked here, and not believed.
 */
export function registerUploadBody(app: FastifyInstance): void {
  app.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    const route = request.routeOptions.config.route;
    const limit = route?.bodyLimit ?? 0;
    if (route?.upload !== true || request.headers['content-encoding'] !== undefined) {
      done(new AppError('unsupported_media_type'));
    } else if (Number(request.headers['content-length'] ?? 0) > limit) {
      done(new AppError('payload_too_large'));
    } else done(null, payload);
  });
}
