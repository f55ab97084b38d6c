import { z } from 'zod';

const advisory = z.object({ title: z.string(), url: z.string(), severity: z.string() });
const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      name: z.string(),
      severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']),
      via: z.array(z.union([z.string(), advisory])),
    }),
  ),
});

const tolerated = new Set(['info', 'low']);

export type Verdict = { kind: 'unknown'; reason: string } | { kind: 'known'; problems: string[] };

/** Reads what `npm audit --json` printed. An answer that is not a report means that nothing is known. */
export function auditVerdict(printed: string): Verdict {
  const answer = parseJson(printed);
  const parsed = report.safeParse(answer);
  if (!parsed.success) return { kind: 'unknown', reason: messageOf(answer) };
  const serious = Object.values(parsed.data.vulnerabilities).filter(
    ({ severity }) => !tolerated.has(severity),
  );
  const problems = serious.map(({ name, severity, via }) => {
    const causes = via.map((cause) =>
      typeof cause === 'string' ? `by ${cause}` : `${cause.title} ${cause.url}`,
    );
    return `${name} (${severity}): ${causes.join('; ')}`;
  });
  return { kind: 'known', problems };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function messageOf(answer: unknown): string {
  const parsed = z.object({ message: z.string() }).safeParse(answer);
  return parsed.success ? parsed.data.message : 'the registry gave no report';
}
