import type { Evidence } from '#contracts/evidence.ts';
import { kindOfType } from '#contracts/evidence-types.ts';
import { type People, personOf } from '#server/features/members/index.ts';
import { decide } from '#server/security/access/index.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { relationForRemoval, relationToFile } from './evidence.policy.ts';
import type { EvidenceRecord } from './evidence-record.ts';
import type { HostCase } from './host-case.ts';

export interface Viewing {
  readonly actor: Actor;
  readonly host: HostCase;
  readonly people: People;
  /** Milliseconds. */
  readonly now: number;
  readonly locked: boolean;
}

/** A file as this reader sees it. */
export function evidenceView(file: EvidenceRecord, { actor, host, people, now, locked }: Viewing): Evidence {
  const may = (action: 'evidence.add' | 'item.delete', relation: ReturnType<typeof relationToFile>) =>
    !locked && decide(actor, action, relation, actor.policies).allow;
  return {
    id: file.id,
    caseId: file.caseId,
    name: file.list.name,
    mediaType: file.mediaType,
    size: file.size,
    sha256: file.list.sha256 ?? null,
    caption: file.list.caption,
    tags: [...file.list.tags],
    visibility: file.visibility,
    state: file.state,
    refusal: file.refusal,
    preview: file.state === 'clean' ? (kindOfType(file.mediaType)?.preview ?? null) : null,
    uploader: personOf(people, file.uploaderId),
    createdAt: file.createdAt,
    replacesId: file.replacesId,
    version: file.version,
    mayEdit: may('evidence.add', relationToFile(actor.userId, host, file)),
    mayDelete: !host.legalHold && may('item.delete', relationForRemoval(actor.userId, host, file, now)),
  };
}
