import type { CaseType } from '#contracts/presets.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { WorkspaceSettings } from './settings.ts';

// Policies stand beside the settings: the door reads them on every request, and hands them over with the actor.
const HouseRules = WorkspaceSettings.omit({ policies: true });
export type HouseRules = Omit<WorkspaceSettings, 'policies'>;

interface Kept {
  readonly version: number;
  readonly settings: HouseRules;
}

// Settings are read by nearly every request and hardly ever change; their version tells when.
const MOST_KEPT = 2000;
const kept = new Map<string, Kept>();

/** The settings in force for this request, if this process has them already. */
export function peekSettings(actor: Actor): HouseRules | undefined {
  const found = kept.get(actor.workspaceId);
  return found?.version === actor.workspaceVersion ? found.settings : undefined;
}

/** The settings of the workspace entered. */
export async function loadSettings(tx: TenantTx, actor: Actor): Promise<HouseRules> {
  const known = peekSettings(actor);
  if (known) return known;
  const row = await tx
    .selectFrom('app.workspaces')
    .select(['settings', 'version'])
    .where('id', '=', actor.workspaceId)
    .executeTakeFirstOrThrow();
  const settings = HouseRules.parse(row.settings);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(actor.workspaceId, { version: row.version, settings });
  return settings;
}

/** The case type of that key. @throws AppError invalid_field when the workspace has none. */
export function caseTypeOf(settings: HouseRules, key: string): CaseType {
  const type = settings.caseTypes.find((candidate) => candidate.key === key);
  if (!type) throw new AppError('invalid_field', { field: 'type', message: 'There is no such type here.' });
  return type;
}
