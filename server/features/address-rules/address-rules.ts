import type {
  AddressRules,
  AddressRulesPreview,
  AddressRulesQuery,
  AddressRulesWrite,
} from '#contracts/address-rules.ts';
import { tokenNames } from '#server/features/api-tokens/index.ts';
import { loadPeople, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { isInRanges, overlapsRanges } from '#server/security/address-ranges.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { rangesOf } from '#server/security/typed-ranges.ts';
import { lockRules, readRules, sessionPlaces, tokenPlaces, writeRules } from './address-rules.store.ts';

/** From where the workspace may be entered, and from where the one who asks came. */
export function readAddressRules(caller: WorkspaceCaller): Promise<AddressRules> {
  return read(caller, 'workspace.secure', async (tx) => {
    const row = await readRules(tx);
    if (row === undefined) throw new AppError('not_found');
    const out = { version: row.version, ranges: row.ip_ranges, yourAddress: caller.origin.ip };
    return { out, disclosed: undefined };
  });
}

/** Who would be cut off by these ranges. */
export function previewAddressRules(
  caller: WorkspaceCaller,
  query: AddressRulesQuery,
): Promise<AddressRulesPreview> {
  const ranges = rangesOf(query.ranges);
  const within = (address: string) => ranges === null || isInRanges(address, ranges);
  return read(caller, 'workspace.secure', async (tx, { actor, scope }) => {
    const members = await membersOutside(tx, scope, { system: caller.services.system(), ranges });
    const tokens = await tokensOutside(tx, scope, within);
    return {
      out: { ranges, you: !within(caller.origin.ip), members, tokens },
      disclosed: {
        action: 'address-rules.previewed',
        targetKind: 'workspace',
        targetId: actor.workspaceId,
        fields: ['member.name', 'member.address', 'token.name', 'token.address'],
        detail: { members: members.length, tokens: tokens.length },
      },
    };
  });
}

type Within = (address: string) => boolean;

async function membersOutside(
  tx: TenantTx,
  scope: KeyScope,
  { system, ranges }: { system: KeyScope; ranges: string[] | null },
): Promise<AddressRulesPreview['members']> {
  const places = (await sessionPlaces(tx)).map(({ user_id, session_id, sealed_origin, last_seen_at }) => ({
    userId: user_id,
    lastSeenAt: last_seen_at,
    address: system.unseal({ table: 'sessions', row: session_id, use: 'origin' }, sealed_origin).place,
  }));
  // A session remembers its network; only what lies wholly elsewhere is surely cut off.
  const near = (network: string) => ranges === null || overlapsRanges(network, ranges) === true;
  const inside = new Set(places.filter(({ address }) => near(address)).map(({ userId }) => userId));
  // The latest session of each comes first.
  const outside = new Map(
    places
      .filter(({ userId }) => !inside.has(userId))
      .reverse()
      .map((place) => [place.userId, place]),
  );
  const people = await loadPeople(tx, scope, outside.keys());
  return [...outside.values()].map(({ userId, address, lastSeenAt }) => ({
    person: personOf(people, userId),
    address,
    lastSeenAt,
  }));
}

async function tokensOutside(
  tx: TenantTx,
  scope: KeyScope,
  within: Within,
): Promise<AddressRulesPreview['tokens']> {
  const outside = (await tokenPlaces(tx))
    .map(({ id, request_id, ip_sealed }) => ({
      id,
      address: scope.unseal({ table: 'audit_entries', row: request_id, use: 'ip' }, ip_sealed),
    }))
    .filter(({ address }) => !within(address));
  const names = await tokenNames(
    tx,
    scope,
    outside.map(({ id }) => id),
  );
  return outside.map(({ id, address }) => ({ id, name: names.get(id) ?? '', address }));
}

interface Write extends AddressRulesWrite {
  readonly ifMatch: number;
  readonly address: string;
}

/** Says from where the workspace may be entered, from everybody's next request on. */
export function writeAddressRules(
  caller: WorkspaceCaller,
  input: AddressRulesWrite & { readonly ifMatch: number },
): Promise<AddressRules> {
  return write(caller, { ...input, ranges: rangesOf(input.ranges), address: caller.origin.ip });
}

const write = command({
  action: 'workspace.secure',
  load: (tx, _input: Write) => lockRules(tx),
  about: () => null,
  rules(_actor, row, { ifMatch, ranges, address, confirmation }) {
    if (row.version !== ifMatch)
      throw new AppError('precondition_failed', { details: { version: row.version } });
    if (ranges === null || isInRanges(address, ranges) || confirmation === address) return;
    throw new AppError('conflict', {
      field: 'confirmation',
      message: `This would shut you out: you are at ${address}. Type that address to do it all the same.`,
      details: { reason: 'own-address', address },
    });
  },
  async run({ tx, permit, actor, audit, emit }, { ranges, address, confirmation }): Promise<AddressRules> {
    const row = await writeRules(tx, permit, ranges);
    if (row === undefined) throw new AppError('not_found');
    audit({
      action: 'address-rules.changed',
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['ranges'],
      detail: { ranges: ranges?.length ?? 0, ownAddressLeftOut: confirmation !== undefined },
    });
    // Streams that are open are asked again at once.
    emit({ topic: 'workspace.changed', targetId: actor.workspaceId });
    return { version: row.version, ranges: row.ip_ranges, yourAddress: address };
  },
});
