import { join } from 'node:path';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Config } from '#server/config.ts';
import { workOnJobs } from '#server/features/jobs.ts';
import { routes } from '#server/features/routes.ts';
import { registerApiPage } from '#server/http/api-page.ts';
import { registerFormBody } from '#server/http/form-body.ts';
import { createGuards } from '#server/http/guards.ts';
import { registerHeaders } from '#server/http/headers.ts';
import { registerProblems } from '#server/http/problem.ts';
import { rateClassesOf } from '#server/http/rate-classes.ts';
import { registerRoutes } from '#server/http/register-routes.ts';
import { registerRequestLog } from '#server/http/request-log.ts';
import { registerRequestTelemetry } from '#server/http/request-telemetry.ts';
import { fastifyOptions, nodeServerOptions, registerRawRefusals } from '#server/http/server-options.ts';
import { registerStrictJson } from '#server/http/strict-json.ts';
import { registerStrictRequest } from '#server/http/strict-request.ts';
import { registerUploadBody } from '#server/http/upload-body.ts';
import { registerWeb } from '#server/http/web.ts';
import { readBuild } from '#server/platform/build.ts';
import { createLogger } from '#server/platform/log/index.ts';
import { sensitiveNames } from '#server/security/classification.ts';
import { newId } from '#server/security/crypto/index.ts';
import { operatorTokenLive } from '#server/security/operator-token.ts';
import { type Deps, type OpenServices, openServices } from './open-services.ts';
import { openTelemetry } from './open-telemetry.ts';

export { newKitLink } from '#server/features/recovery-kit/index.ts';
export { consoleLinks } from '#server/features/setup/index.ts';
export type { Deps } from './open-services.ts';

export interface App {
  readonly http: FastifyInstance;
  readonly services: OpenServices;
  /** Where metrics are read; undefined where nobody may. */
  metricsPort(): number | undefined;
  close(): Promise<void>;
}

const WEB_FOLDER = join(import.meta.dirname, '../web/dist');

/** The whole server but the listening: what `main` starts and what the tests start. */
export async function buildApp(config: Config, deps: Deps): Promise<App> {
  const log = deps.log ?? createLogger({ level: config.log.level, sensitive: sensitiveNames });
  const telemetry = openTelemetry(config, readBuild());
  const services = await openServices(config, {
    ...deps,
    ...(telemetry && { onJobEnd: telemetry.job }),
    onJobError: (error) => log.error({ err: error }, 'background work'),
    onLostReport: (reason) => log.warn({ reason }, 'an error report was lost'),
  });
  const http = Fastify({
    ...fastifyOptions(newId),
    http: nodeServerOptions,
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
  });
  const guards = createGuards({
    publicUrl: config.publicUrl,
    trustedProxies: config.trustedProxies,
    system: services.system,
    clock: services.clock,
    rateClasses: deps.rateClasses ?? rateClassesOf(config.ratePerMinute),
    run: async (text, values) => (await services.db.pool.query(text, [...values])).rows,
    operatorToken: (token) => operatorTokenLive(services, token),
  });
  registerRequestLog(http);
  if (telemetry) registerRequestTelemetry(http, telemetry.request);
  registerRawRefusals(http, newId);
  registerHeaders(http);
  registerProblems(http, services.errors);
  registerStrictRequest(http);
  registerStrictJson(http);
  registerUploadBody(http);
  registerFormBody(http);
  registerRoutes(http, routes, services, guards);
  await workOnJobs(services);
  registerApiPage(http, routes, { build: services.build, publicUrl: config.publicUrl, guards });
  await registerWeb(http, WEB_FOLDER, guards);
  await telemetry?.serve(services);
  return {
    http,
    services,
    metricsPort: () => telemetry?.metricsPort(),
    async close() {
      await http.close();
      await telemetry?.close();
      await services.close();
    },
  };
}
