import type { Incident, IncidentStep } from './incident.store.ts';

/** An incident as it is shown at the shell: what is due stands out. */
export function incidentText(incident: Incident, now = new Date()): string {
  const { id, kind, severity, state, title, owner, knownAt, notifyBy, closedAt, steps } = incident;
  return [
    `${id}  ${kind}, ${severity}, ${state}`,
    `${title}. Led by ${owner}. Known since ${knownAt}.`,
    ...(notifyBy === null
      ? []
      : [`To be notified by ${notifyBy}${closedAt === null ? remaining(notifyBy, now) : ''}.`]),
    '',
    ...steps.map((step) => line(step, now)),
  ].join('\n');
}

function line({ number, kind, dueAt, doneAt, at, text }: IncidentStep, now: Date): string {
  if (kind !== 'task') return `${number}.       ${at}  ${text}`;
  if (doneAt !== null) return `${number}. done  ${doneAt}  ${text}`;
  const late = dueAt !== null && Date.parse(dueAt) < now.getTime();
  return `${number}. ${late ? 'LATE' : 'due '}  ${dueAt}  ${text}`;
}

const HOUR_MS = 3_600_000;

function remaining(until: string, now: Date): string {
  const hours = Math.floor((Date.parse(until) - now.getTime()) / HOUR_MS);
  return hours < 0 ? ', WHICH IS OVER' : `, in ${hours} hours`;
}
