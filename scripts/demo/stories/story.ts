/**
 * Something that happens again and again in different places. `{thing}`, `{site}`, `{date}`, `{minutes}`, `{value}`
 * and the times `{t0}` < `{t1}` < `{t2}` are filled in for each case.
 */
export interface Story {
  readonly type: 'incident' | 'pattern' | 'test-report';
  readonly category: string;
  readonly tags: readonly string[];
  readonly severity: 'low' | 'medium' | 'high' | 'critical' | null;
  readonly things: readonly string[];
  readonly sites: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  /** What readers say of it, the reviewer first. */
  readonly comments: readonly string[];
  /** What is attached where something is. */
  readonly file: 'trend' | 'log' | 'settings' | 'drawing';
  readonly party?: { readonly name: string; readonly role: string; readonly note: string };
}

/** Headings of an incident report, in the language of the story. */
export interface Headings {
  readonly happened: string;
  readonly timeline: readonly [heading: string, time: string, what: string];
  readonly cause: string;
  readonly done: string;
  readonly change: string;
}

const ENGLISH: Headings = {
  happened: 'What happened',
  timeline: ['Timeline', 'time', 'what'],
  cause: 'Cause',
  done: 'What was done',
  change: 'What we change',
};

export interface Report {
  readonly happened: string;
  /** What was seen at `{t0}`, `{t1}` and `{t2}`. */
  readonly timeline: readonly [string, string, string];
  readonly cause: string;
  readonly done: string;
  readonly change: readonly string[];
}

/** The body of an incident report. */
export function report(parts: Report, headings: Headings = ENGLISH): string {
  const [timeline, time, what] = headings.timeline;
  return [
    `## ${headings.happened}`,
    parts.happened,
    `## ${timeline}`,
    [`| ${time} | ${what} |`, '|---|---|', ...parts.timeline.map((seen, i) => `| {t${i}} | ${seen} |`)].join(
      '\n',
    ),
    `## ${headings.cause}`,
    parts.cause,
    `## ${headings.done}`,
    parts.done,
    `## ${headings.change}`,
    parts.change.map((line) => `- ${line}`).join('\n'),
  ].join('\n\n');
}
