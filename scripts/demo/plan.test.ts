import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CaseContent } from '#contracts/cases.ts';
import { KNOWLEDGE } from '#server/features/workspaces/preset.knowledge.ts';
import { fileFor } from './files.ts';
import { MOST_CASES, planCases } from './plan.ts';

const now = new Date('2026-06-01T12:00:00Z');
const plan = planCases(MOST_CASES, now);

test('there are 300 cases and more, each with a title of its own and nothing left to fill in', () => {
  assert.ok(plan.length >= 300);
  assert.equal(new Set(plan.map(({ title }) => title)).size, plan.length);
  for (const { title, summary, body } of plan) {
    assert.doesNotMatch(`${title} ${summary} ${body}`, /[{}]/);
    CaseContent.pick({ title: true, summary: true, body: true }).parse({ title, summary, body });
  }
});

test('a small demo shows every state, every role that writes, and several languages', () => {
  const states = new Set(planCases(8, now).map(({ target }) => target));
  assert.equal(states.size, 6);
  assert.equal(new Set(plan.map(({ author }) => author)).size, 5);
  assert.ok(plan.some(({ body }) => /[ぁ-ん]/.test(body)) && plan.some(({ body }) => /ß/.test(body)));
});

test('nobody checks their own case, and only what is published is followed', () => {
  for (const { author, checker, follows } of plan) {
    assert.notEqual(author, checker);
    if (follows !== undefined) assert.equal(plan[follows]?.target, 'published');
  }
});

test('the words a story uses are words of the preset', () => {
  const types = KNOWLEDGE.settings.caseTypes.map(({ key }) => key);
  for (const { story } of plan) {
    assert.ok(types.includes(story.type) && KNOWLEDGE.categories.includes(story.category), story.title);
    for (const tag of story.tags) assert.ok(KNOWLEDGE.tags.includes(tag), tag);
  }
});

test('files are small, named for their case, and the same every time', () => {
  for (const one of plan.filter(({ hasFile }) => hasFile)) {
    const { name, content } = fileFor(one);
    assert.match(name, /^[a-z0-9-]+\.(csv|log|json|svg)$/);
    assert.ok(content.byteLength > 200 && content.byteLength < 64_000, name);
    assert.deepEqual(fileFor(one).content, content);
  }
});
