import type { z } from 'zod';
import type { FieldIssue } from '#contracts/errors.ts';

const MAX_ISSUES = 20;
const MAX_SEGMENTS = 12;
const MAX_SENTENCE = 300;
const PLAIN_NAME = /^[A-Za-z0-9_-]{1,60}$/;

type Issue = z.core.$ZodIssue;

/** Turns Zod's findings into field paths and sentences, at most 20. Values and hostile key names are not repeated. */
export function fieldIssues(issues: readonly Issue[]): FieldIssue[] {
  return issues.slice(0, MAX_ISSUES).flatMap(describe).slice(0, MAX_ISSUES);
}

function describe(issue: Issue): FieldIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MAX_ISSUES)
      .map((key) => ({ field: fieldPath([...issue.path, key]), message: 'This field is not known.' }));
  }
  return [{ field: fieldPath(issue.path), message: sentence(issue) }];
}

function sentence(issue: Issue): string {
  // The default message for a pattern quotes the pattern, which helps nobody.
  if (issue.code === 'invalid_format' && issue.format === 'regex' && issue.message.includes('pattern')) {
    return 'This is not in the expected form.';
  }
  return (plainly(issue) ?? issue.message).slice(0, MAX_SENTENCE);
}

const NEEDED = 'This is needed.';
// The library's own words; what a contract says itself stays.
const OF_THE_LIBRARY = /^(Too (small|big): |Invalid (input: expected |email address$|URL$))/;

/** What the library says in terms of types, for people who fill in a form; undefined: it is said well enough. */
function plainly(issue: Issue): string | undefined {
  if (!OF_THE_LIBRARY.test(issue.message)) return undefined;
  if (issue.code === 'too_small' && issue.origin === 'string' && Number(issue.minimum) === 1) return NEEDED;
  if (issue.code === 'too_small') return `At least ${issue.minimum}${counted(issue.origin)}.`;
  if (issue.code === 'too_big') return `At most ${issue.maximum}${counted(issue.origin)}.`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return NEEDED;
  if (issue.code !== 'invalid_format') return undefined;
  if (issue.format === 'email') return 'This is no e-mail address.';
  return issue.format === 'url' ? 'This is no address, as in https://example.org.' : undefined;
}

function counted(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' entries' : '';
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.slice(0, MAX_SEGMENTS).map(segment).join('.').slice(0, 200);
}

function segment(key: PropertyKey): string {
  const name = String(key);
  return PLAIN_NAME.test(name) ? name : '?';
}
