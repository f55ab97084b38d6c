import { shapes } from './columns.ts';
import { exportPlan } from './plan.ts';
import { archiveFiles, type Work } from './work.ts';

export const EXPORT_FORMAT = 'caseward-export/1';

/** What the archive holds, file by file with its digest, and what it does not hold and why. */
export async function* manifestLines(work: Work): AsyncGenerator<string, void, undefined> {
  const { workspaceId, services } = work;
  const head = {
    format: EXPORT_FORMAT,
    workspaceId,
    madeAt: services.clock.now().toISOString(),
    build: services.build.version,
    region: services.region,
    leftOut: leftOut(),
  };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "files": [`;
  let comma = '';
  for await (const { name, size, sha256, records } of archiveFiles(work)) {
    yield `${comma}\n    ${JSON.stringify({ name, size, sha256, records })}`;
    comma = ',';
  }
  yield '\n  ]\n}\n';
}

/** Tables and columns that stay, by name, each with its reason. */
export function leftOut(): Readonly<Record<string, string>> {
  const tables = Object.entries(exportPlan).flatMap(([table, part]): [string, string][] =>
    part.as === 'left-out' ? [[table, part.why]] : [],
  );
  const columns = shapes().flatMap(({ table, stays }) =>
    stays.map(({ column, why }): [string, string] => [`${table}.${column}`, why]),
  );
  return Object.fromEntries([...tables, ...columns]);
}
