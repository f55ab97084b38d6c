import type { SsoDomain } from '#contracts/sso.ts';
import { AppError } from '#server/platform/app-error.ts';
import { OutsideError } from '#server/platform/fetch-outside/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { newId, randomToken } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import {
  type DomainRow,
  deleteDomain,
  findDomain,
  insertDomain,
  listDomains,
  updateDomain,
} from './domain.store.ts';
import { lockEnforcement } from './enforcement.store.ts';

const MOST_DOMAINS = 50;
const CHALLENGE_BYTES = 20;
const PREFIX = 'caseward-domain=';

/** What shows that a domain is the workspace's own: a TXT record beside it, so that no other record is in its way. */
export function domainView(row: DomainRow): SsoDomain {
  return {
    id: row.id,
    domain: row.domain,
    record: { name: recordName(row.domain), value: `${PREFIX}${row.challenge}` },
    verifiedAt: row.verified_at,
    verifiedBy: row.verified_by,
    checkedAt: row.checked_at,
  };
}

function recordName(domain: string): string {
  return `_caseward.${domain}`;
}

export const claimDomain = command({
  action: 'workspace.secure',
  load: (tx) => listDomains(tx),
  about: () => null,
  rules(_actor, domains, { domain }: { domain: string }) {
    if (domains.some((known) => known.domain === domain)) {
      throw new AppError('conflict', { field: 'domain', message: 'This domain is in the list already.' });
    }
    if (domains.length >= MOST_DOMAINS) {
      throw new AppError('conflict', {
        field: 'domain',
        message: `There are ${MOST_DOMAINS} domains at most.`,
      });
    }
  },
  async run({ tx, permit, actor, audit, emit }, { domain }): Promise<SsoDomain> {
    const id = newId();
    const challenge = randomToken(CHALLENGE_BYTES);
    await insertDomain(tx, permit, {
      workspace_id: actor.workspaceId,
      id,
      domain,
      challenge,
      created_by: actor.userId,
    });
    audit({ action: 'sso.domain-claimed', targetKind: 'sso-domain', targetId: id, detail: { domain } });
    emit({ topic: 'workspace.changed', targetId: id });
    return domainView({ id, domain, challenge, verified_at: null, verified_by: null, checked_at: null });
  },
});

/** Looks for the record now. The name server is asked before the workspace is entered to write what it said. */
export async function checkDomain(caller: WorkspaceCaller, domainId: string): Promise<SsoDomain> {
  const row = await read(caller, 'workspace.secure', async (tx) => ({
    out: await findDomain(tx, domainId),
    disclosed: undefined,
  }));
  if (row === undefined) throw new AppError('not_found');
  return noteCheck(caller, { domainId, found: await hasRecord(caller, row) });
}

async function hasRecord({ services }: WorkspaceCaller, { domain, challenge }: DomainRow): Promise<boolean> {
  try {
    return (await services.outside.txt(recordName(domain))).includes(`${PREFIX}${challenge}`);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    throw new AppError('unavailable', { message: 'The name server does not answer. Try again later.' });
  }
}

const noteCheck = command({
  action: 'workspace.secure',
  load: (tx, { domainId }: { domainId: string; found: boolean }) => findDomain(tx, domainId),
  about: () => null,
  async run({ tx, permit, services, target, audit, emit }, { found }): Promise<SsoDomain> {
    const checked_at = services.clock.now().toISOString();
    const newly = found && target.verified_at === null;
    const change = { checked_at, ...(newly && { verified_at: checked_at, verified_by: 'dns' as const }) };
    await updateDomain(tx, permit, target.id, change);
    audit({
      action: newly ? 'sso.domain-verified' : 'sso.domain-checked',
      targetKind: 'sso-domain',
      targetId: target.id,
      detail: { domain: target.domain, found },
    });
    emit({ topic: 'workspace.changed', targetId: target.id });
    return domainView({ ...target, ...change });
  },
});

export const releaseDomain = command({
  action: 'workspace.secure',
  load: async (tx, { domainId }: { domainId: string }, actor) => {
    const enforcement = await lockEnforcement(tx, actor);
    const row = await findDomain(tx, domainId);
    return row && { row, enforced: enforcement?.sso_enforced === true };
  },
  about: () => null,
  rules(_actor, { row, enforced }) {
    if (!enforced || row.verified_at === null) return;
    throw new AppError('conflict', {
      message:
        'Single sign-on is enforced. Lift that first: people of this domain could not come in any more.',
      details: { reason: 'enforced' },
    });
  },
  async run({ tx, permit, target: { row }, audit, emit }) {
    await deleteDomain(tx, permit, row.id);
    audit({
      action: 'sso.domain-released',
      targetKind: 'sso-domain',
      targetId: row.id,
      detail: { domain: row.domain },
    });
    emit({ topic: 'workspace.changed', targetId: row.id });
  },
});
