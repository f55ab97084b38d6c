import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaseType, PRESETS, TemplateContent } from '#contracts/presets.ts';
import { caseTypeFaults } from './case-type.rules.ts';
import { PRESET_CONTENT } from './presets.ts';
import { WorkspaceSettings } from './settings.ts';

for (const preset of PRESETS) {
  const { settings, categories, tags, templates } = PRESET_CONTENT[preset];

  test(`${preset}: the settings keep to their own contract`, () => {
    WorkspaceSettings.parse(settings);
    for (const template of templates) TemplateContent.parse(template);
    assert.equal(new Set(categories).size, categories.length);
    assert.equal(new Set(tags).size, tags.length);
  });

  test(`${preset}: every case type has a usable transition table`, () => {
    for (const type of settings.caseTypes) assert.deepEqual(caseTypeFaults(type), [], type.key);
  });

  test(`${preset}: every template is of a type that is there`, () => {
    const types = new Set(settings.caseTypes.map((type) => type.key));
    for (const template of templates) assert.ok(types.has(template.type), template.name);
  });
}

test('the rules see a broken table', () => {
  const [good] = PRESET_CONTENT.legal.settings.caseTypes;
  assert.ok(good);
  const [intake] = good.states;
  const [first] = good.transitions;
  assert.ok(intake && first);
  const broken = (change: Partial<CaseType>) => caseTypeFaults({ ...good, ...change }).length > 0;
  assert.ok(broken({ states: [...good.states, { ...intake, key: 'lost' }] }));
  assert.ok(broken({ states: [...good.states, intake] }));
  assert.ok(broken({ transitions: [...good.transitions, { ...first, to: 'nowhere' }] }));
  assert.ok(broken({ transitions: good.transitions.map((step) => ({ ...step, reasonRequired: false })) }));
  assert.ok(broken({ transitions: [] }));
});
