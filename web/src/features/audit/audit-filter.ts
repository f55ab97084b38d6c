import type { AuditFilter } from '#contracts/audit.ts';

/** What the form holds: text of fields, empty for "any". */
export type AuditForm = {
  actorId: string;
  actions: readonly string[];
  target: string;
  ip: string;
  from: string;
  to: string;
};

export const ANY: AuditForm = { actorId: '', actions: [], target: '', ip: '', from: '', to: '' };

/** The filter a form asks for; days are the reader's own, both included. */
export function auditFilterOf({ actorId, actions, target, ip, from, to }: AuditForm): AuditFilter {
  const period = {
    ...(from === '' ? {} : { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to === '' ? {} : { to: nextDay(to).toISOString() }),
  };
  return {
    ...(actorId === '' ? {} : { actorIds: [actorId] }),
    ...(actions.length === 0 ? {} : { actions: [...actions] }),
    ...targetOf(target.trim().toLowerCase()),
    ...(ip.trim() === '' ? {} : { ip: ip.trim() }),
    ...(Object.keys(period).length === 0 ? {} : { period }),
  };
}

/** What stands in the field: the id of one record, or a kind of record. */
function targetOf(target: string): Pick<AuditFilter, 'targetId' | 'targetKinds'> {
  if (ID.test(target)) return { targetId: target };
  return target === '' ? {} : { targetKinds: [target.replaceAll(' ', '-')] };
}

/** Whether what is typed can be asked for; while it cannot, nothing is. */
export function isAskable({ target, ip }: AuditForm): boolean {
  return KIND_OR_ID.test(target.trim()) && ADDRESS.test(ip.trim());
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KIND_OR_ID = /^(?:|[a-z][a-z -]{1,39}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const ADDRESS = /^(?:|\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?|[0-9a-f]*:[0-9a-f:.]*(?:\/\d{1,3})?)$/i;

function nextDay(day: string): Date {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date;
}
