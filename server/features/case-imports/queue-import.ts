import type { ImportJob } from '#server/security/command.ts';
import type { Services } from '#server/security/services.ts';

export const IMPORT_QUEUE = 'case-import';

export async function queueImport(services: Pick<Services, 'jobs'>, job: ImportJob): Promise<void> {
  await services.jobs.send(IMPORT_QUEUE, { ...job });
}
