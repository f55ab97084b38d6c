import type { AffectedWorkspace } from './affected.ts';
import type { Incident } from './incident.store.ts';

export interface Draft {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/**
 * Drafts of the notices: to the supervisory authority with what Article 33(3) GDPR asks for, and to the owners of each
 * workspace. What nobody but the operator can know stands in brackets.
 */
export function draftsOf(incident: Incident, affected: readonly AffectedWorkspace[]): Draft[] {
  return [authority(incident, affected), ...affected.map((workspace) => owners(incident, workspace))];
}

function authority(incident: Incident, affected: readonly AffectedWorkspace[]): Draft {
  const people = new Set(affected.flatMap(({ members }) => members)).size;
  const cases = affected.reduce((sum, { cases }) => sum + cases.length, 0);
  const fields = [...new Set(affected.flatMap(({ fields }) => fields))].sort();
  return {
    to: ['[supervisory authority]'],
    subject: 'Notification of a personal data breach (Article 33 GDPR)',
    text: [
      `Known since: ${incident.knownAt}. To be notified by: ${incident.notifyBy ?? '[no deadline]'}.`,
      `Nature of the breach: ${incident.title}. [What happened, in two sentences.]`,
      `Data subjects: about ${people} ${people === 1 ? 'person' : 'people'} with accounts; [others named in the records].`,
      `Records: ${counted(cases, 'case')} in ${counted(affected.length, 'workspace')}. Kinds of data: ${fields.join(', ') || '[none recorded]'}.`,
      `Contact: ${incident.owner}, [telephone and address; the data protection officer].`,
      'Likely consequences: [for the people concerned].',
      `Measures taken: ${doneOf(incident)}`,
      'Measures proposed: [what follows, and until when].',
    ].join('\n'),
  };
}

function owners(
  incident: Incident,
  { workspaceId, first, last, cases, fields, members, tell }: AffectedWorkspace,
): Draft {
  return {
    to: tell,
    subject: 'A security incident that concerns your workspace',
    text: [
      `Between ${first} and ${last} somebody without the right to reached your workspace ${workspaceId}.`,
      `From our audit log: ${counted(cases.length, 'case')} ${cases.length === 1 ? 'was' : 'were'} shown or changed${cases.length > 0 ? ` (${cases.join(', ')})` : ''}.`,
      `Kinds of data: ${fields.join(', ') || '[none recorded]'}. Members of the workspace: ${members.length}.`,
      '[What happened, in two sentences.]',
      `What we have done: ${doneOf(incident)}`,
      'What you can do: look at your own audit log for that time; [further advice].',
      `Whom to ask: ${incident.owner}, [telephone and address].`,
    ].join('\n'),
  };
}

/** The tasks of the plan are told to nobody outside: they are orders to ourselves, some of them about this very letter. */
function doneOf({ state }: Incident): string {
  const over = state === 'open' ? '' : 'It no longer goes on. ';
  return `${over}[what was done until now, as the timeline has it]`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
