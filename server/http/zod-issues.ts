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
  return issue.message.slice(0, MAX_SENTENCE);
}

function fieldPath(path: readonly PropertyKey[]): string {
  return path.slice(0, MAX_SEGMENTS).map(segment).join('.').slice(0, 200);
}

function segment(key: PropertyKey): string {
  const name = String(key);
  return PLAIN_NAME.test(name) ? name : '?';
}
