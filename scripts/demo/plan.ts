import type { Role } from '#contracts/common.ts';
import { ELSEWHERE } from './stories/elsewhere.ts';
import { NETWORK } from './stories/network.ts';
import { PLANT } from './stories/plant.ts';
import { SOFTWARE } from './stories/software.ts';
import type { Story } from './stories/story.ts';

/** Where a case of the demo ends up. `revision` is in review with a revision asked for. */
export type Target = 'draft' | 'in_review' | 'revision' | 'verified' | 'published' | 'deprecated';

export type Writer = Exclude<Role, 'viewer'>;
export type Checker = Exclude<Writer, 'member'>;

/** One case of the demo. The same number gives the same case on every run. */
export interface PlannedCase {
  readonly index: number;
  readonly story: Story;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly author: Writer;
  readonly checker: Checker;
  readonly target: Target;
  readonly detected: Date;
  readonly minutes: number;
  readonly comments: readonly string[];
  readonly hasFile: boolean;
  /** The case this one follows, by its index; undefined for most. */
  readonly follows: number | undefined;
}

const STORIES = [...PLANT, ...NETWORK, ...SOFTWARE, ...ELSEWHERE];

// Sixteen cases a story: every thing at every place.
export const MOST_CASES = STORIES.length * 16;

// Twenty in a row: the first eight show every state, as a small demo does.
const TARGETS: readonly Target[] = [
  ...['published', 'draft', 'in_review', 'verified', 'revision', 'deprecated', 'published', 'draft'],
  ...['draft', 'published', 'draft', 'in_review', 'published', 'draft', 'verified', 'draft', 'published'],
  ...['draft', 'published', 'draft'],
] as Target[];
const AUTHORS: readonly Writer[] = ['member', 'reviewer', 'manager', 'member', 'admin', 'owner'];
const CHECKERS: readonly Checker[] = ['reviewer', 'manager', 'owner', 'admin'];

const DAY = 86_400_000;
const YEARS_BACK = 3 * 365;

/** The first `count` cases of the demo, as of `now`. */
export function planCases(count: number, now: Date): PlannedCase[] {
  return Array.from({ length: Math.min(count, MOST_CASES) }, (_, index) => planCase(index, now));
}

function planCase(index: number, now: Date): PlannedCase {
  const story = pick(STORIES, index);
  const round = Math.floor(index / STORIES.length);
  const minutes = 6 + ((index * 37) % 170);
  const detected = new Date(
    now.getTime() - ((index * 61) % YEARS_BACK) * DAY - ((index * 47) % 1440) * 60_000,
  );
  const fill = fillerOf({
    thing: pick(story.things, round),
    site: pick(story.sites, Math.floor(round / 4) + round),
    minutes: String(minutes),
    value: String(3 + ((index * 13) % 90)),
    date: detected.toISOString().slice(0, 10),
    t0: clock(detected, 0),
    t1: clock(detected, Math.ceil(minutes / 3)),
    t2: clock(detected, minutes),
  });
  const author = pick(AUTHORS, index);
  const target = pick(TARGETS, index);
  return {
    index,
    story,
    title: sentence(fill(story.title)),
    summary: fill(story.summary),
    body: fill(story.body),
    author,
    checker: checkerFor(author, index),
    target,
    detected,
    minutes,
    comments: index % 3 === 0 ? story.comments : [],
    hasFile: index % 4 === 0,
    follows:
      (target === 'draft' || target === 'verified') && index % 2 === 1 ? index - (index % 20) : undefined,
  };
}

/** Nobody checks their own case. */
function checkerFor(author: Writer, index: number): Checker {
  const chosen = pick(CHECKERS, index);
  return chosen === author ? pick(CHECKERS, index + 1) : chosen;
}

function fillerOf(values: Readonly<Record<string, string>>): (text: string) => string {
  return (text) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `{${name}}`);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function clock(from: Date, minutes: number): string {
  return new Date(from.getTime() + minutes * 60_000).toISOString().slice(11, 16);
}

function pick<T>(list: readonly T[], at: number): T {
  const found = list[at % list.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
}
