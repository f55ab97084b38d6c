import type { Policies } from '#contracts/access.ts';
import type { Role } from '#contracts/common.ts';
import type { Preset } from '#contracts/presets.ts';
import { type Db, statement } from '#server/platform/db/index.ts';
import type { Sealed, WrappedKey } from '#server/security/crypto/index.ts';
import type { MemberProfile, WorkspaceProfile } from './create-workspace.ts';
import type { HouseRules } from './load-settings.ts';

interface MyWorkspaceRow {
  readonly id: string;
  readonly sealed_profile: Sealed<WorkspaceProfile>;
  readonly preset: Preset;
  readonly role: Role;
  readonly assigned_only: boolean;
  readonly settings: HouseRules;
  readonly policies: Policies;
}

interface MySuspensionRow {
  readonly id: string;
  readonly sealed_profile: Sealed<WorkspaceProfile>;
  readonly by_directory: boolean;
}

interface WorkspaceRow {
  readonly id: string;
  readonly profile: Sealed<WorkspaceProfile>;
  readonly preset: Preset;
  readonly region: string;
  readonly settings: HouseRules;
  readonly policies: Policies;
  readonly synthetic: boolean;
  readonly keys: readonly WrappedKey[];
  readonly ownerId: string;
  readonly ownerProfile: Sealed<MemberProfile>;
}

type Values = [
  id: string,
  profile: Buffer,
  preset: string,
  region: string,
  settings: string,
  policies: string,
  synthetic: boolean,
  purposes: string[],
  versions: number[],
  wrapped: Buffer[],
  rootKeyIds: string[],
  owner: string,
  ownerProfile: Buffer,
];

const selectMine = statement<[string], MyWorkspaceRow>('select * from app.my_workspaces($1)');
const selectSuspensions = statement<[string], MySuspensionRow>('select * from app.my_suspensions($1)');
const insert = statement<Values, never>(
  'select app.create_workspace($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
);

/** Workspaces before one of them is entered. */
export function workspaceStore(db: Db) {
  return {
    /** Those the person of the session may enter, the oldest membership first. */
    mine: (sessionId: string) => db.run(selectMine, [sessionId]),
    /** Those that the person of the session is suspended from. */
    suspensions: (sessionId: string) => db.run(selectSuspensions, [sessionId]),
    /** The workspace with its keys and its first owner. */
    create: (row: WorkspaceRow) => db.run(insert, valuesOf(row)),
  };
}

function valuesOf({ keys, settings, policies, ...row }: WorkspaceRow): Values {
  return [
    row.id,
    row.profile,
    row.preset,
    row.region,
    JSON.stringify(settings),
    JSON.stringify(policies),
    row.synthetic,
    keys.map(({ purpose }) => purpose),
    keys.map(({ version }) => version),
    keys.map(({ wrapped }) => wrapped),
    keys.map(({ rootKeyId }) => rootKeyId),
    row.ownerId,
    row.ownerProfile,
  ];
}
