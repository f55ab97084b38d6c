import type { AuditFilter } from '#contracts/audit.ts';

/** What the form holds: text of fields, empty for "any". */
export type AuditForm = { actorId: string; action: string; from: string; to: string };

export const ANY: AuditForm = { actorId: '', action: '', from: '', to: '' };

/** The filter a form asks for; days are the reader's own, both included. */
export function auditFilterOf({ actorId, action, from, to }: AuditForm): AuditFilter {
  const period = {
    ...(from === '' ? {} : { from: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to === '' ? {} : { to: nextDay(to).toISOString() }),
  };
  return {
    ...(actorId === '' ? {} : { actorIds: [actorId] }),
    ...(action === '' ? {} : { actions: [action] }),
    ...(Object.keys(period).length === 0 ? {} : { period }),
  };
}

function nextDay(day: string): Date {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + 1);
  return date;
}

/** "case.purge" as people say it: "case: purge". */
export function actionWords(action: string): string {
  const [area = '', ...rest] = action.split('.');
  return rest.length === 0 ? area : `${area}: ${rest.join(' ').replaceAll('-', ' ')}`;
}
