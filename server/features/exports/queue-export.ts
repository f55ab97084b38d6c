import type { Services } from '#server/security/services.ts';
import type { ExportJob } from './run-export.ts';

export const EXPORT_QUEUE = 'workspace-export';

export async function queueExport(services: Pick<Services, 'jobs'>, job: ExportJob): Promise<void> {
  await services.jobs.send(EXPORT_QUEUE, { ...job });
}
