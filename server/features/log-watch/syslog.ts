import type { LogEvent } from '#server/features/audit/index.ts';

/** Facility 13, log audit (RFC 5424, 6.2.1). */
const FACILITY = 13;
const SEVERITY = { done: 6, refused: 4 } as const;
const LONGEST_ID = 32;
const BOM = '\ufeff';

/**
 * Entries as syslog messages (RFC 5424), each behind its length (RFC 5425, 4.3). The message is the entry itself, as JSON;
 * the message id is the action.
 */
export function syslogFrames(host: string, events: readonly LogEvent[]): Buffer {
  return Buffer.concat(
    events.map((event) => {
      const message = Buffer.from(syslogMessage(host, event), 'utf8');
      return Buffer.concat([Buffer.from(`${message.length} `), message]);
    }),
  );
}

export function syslogMessage(host: string, event: LogEvent): string {
  const { entry, shown } = event;
  const priority = FACILITY * 8 + SEVERITY[shown.outcome];
  const id = entry.action.replace(/[^\x21-\x7e]/g, '-').slice(0, LONGEST_ID);
  return `<${priority}>1 ${entry.at} ${host} caseward - ${id} - ${BOM}${JSON.stringify(event)}`;
}
