import type { CaseContent } from '#contracts/cases.ts';
import type { CaseType } from '#contracts/presets.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Field } from '../../ui/field.tsx';
import { DateInput, Input, Select, Textarea } from '../../ui/input.tsx';
import { BodyEditor } from './body-editor.tsx';
import { SEVERITY_NAMES } from './case-looks.tsx';
import { CustomFields } from './custom-fields.tsx';
import { dateInputOf, dueAtOf } from './due-date.ts';
import { PartiesEditor } from './parties-editor.tsx';
import { TagPicker } from './tag-picker.tsx';

type ContentFormProps = {
  content: CaseContent;
  type: CaseType | undefined;
  errors: Record<string, string>;
  evidenceUrl: (id: string) => string;
  onChange: (content: CaseContent) => void;
};

/** Everything an author writes. */
export function ContentForm({ content, type, errors, evidenceUrl, onChange }: ContentFormProps) {
  const set = (part: Partial<CaseContent>) => onChange({ ...content, ...part });
  return (
    <div className="space-y-5">
      <Field label="Title" error={errors.title}>
        {(control) => (
          <Input
            {...control}
            required
            maxLength={200}
            value={content.title}
            onChange={(event) => set({ title: event.target.value })}
            className="h-10 font-medium text-lg"
          />
        )}
      </Field>
      <Field
        label="Summary"
        optional
        hint="One or two sentences for lists and searches"
        error={errors.summary}
      >
        {(control) => (
          <Textarea
            {...control}
            maxLength={1000}
            rows={2}
            value={content.summary}
            onChange={(event) => set({ summary: event.target.value })}
          />
        )}
      </Field>
      <BodyEditor
        body={content.body}
        error={errors.body}
        evidenceUrl={evidenceUrl}
        onChange={(body) => set({ body })}
      />
      <Classification content={content} set={set} />
      {type && type.fields.length > 0 ? (
        <CustomFields
          definitions={type.fields}
          values={content.fields}
          onChange={(fields) => set({ fields })}
        />
      ) : null}
      <PartiesEditor parties={content.parties} onChange={(parties) => set({ parties })} />
    </div>
  );
}

function Classification({
  content,
  set,
}: {
  content: CaseContent;
  set: (part: Partial<CaseContent>) => void;
}) {
  const { labels } = usePlace().workspace;
  const { categories } = useWorkspace();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={labels.severity}>
        {(control) => (
          <Select
            {...control}
            empty="Not set"
            choices={Object.entries(SEVERITY_NAMES).map(([value, label]) => ({ value, label }))}
            value={content.severity ?? ''}
            onChange={(event) => set({ severity: (event.target.value || null) as CaseContent['severity'] })}
          />
        )}
      </Field>
      <Field label={labels.category}>
        {(control) => (
          <Select
            {...control}
            empty="None"
            choices={categories
              .filter(({ id, archived }) => !archived || id === content.categoryId)
              .map(({ id, label }) => ({ value: id, label }))}
            value={content.categoryId ?? ''}
            onChange={(event) => set({ categoryId: event.target.value || null })}
          />
        )}
      </Field>
      <Field label="Due" optional>
        {(control) => (
          <DateInput
            {...control}
            value={dateInputOf(content.dueAt)}
            onChange={(event) => set({ dueAt: dueAtOf(event.target.value) })}
          />
        )}
      </Field>
      <TagPicker ids={content.tagIds} onChange={(tagIds) => set({ tagIds })} />
    </div>
  );
}
