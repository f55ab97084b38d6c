import { type FormEvent, useState } from 'react';
import type { CaseType } from '#contracts/presets.ts';
import type { Template, TemplateWrite } from '#contracts/workspaces.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { LostUpdate } from '../../ui/lost-update.tsx';

type TemplateDialogProps = {
  template: Template | undefined;
  caseTypes: readonly CaseType[];
  /** What it has become by someone else, after a save that was refused for it. */
  theirs: Template | undefined;
  busy: boolean;
  onClose: () => void;
  onSave: (template: TemplateWrite) => void;
};

export function TemplateDialog({ template, caseTypes, theirs, busy, onClose, onSave }: TemplateDialogProps) {
  const [form, setForm] = useState<TemplateWrite>(() => contentOf(template, caseTypes[0]?.key ?? ''));
  const text = (key: 'name' | 'title' | 'summary' | 'body') => ({
    value: form[key],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [key]: event.target.value }),
  });
  return (
    <Dialog open sticky wide onClose={onClose} title={template ? 'Edit the template' : 'New template'}>
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSave({ ...form, name: form.name.trim() });
        }}
      >
        {theirs ? <LostUpdate theirs={differing(theirs, form)} /> : null}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name">
            {(control) => <Input {...control} required maxLength={80} {...text('name')} />}
          </Field>
          <Field label="Type">
            {(control) => (
              <Select
                {...control}
                choices={caseTypes.map(({ key, label }) => ({ value: key, label }))}
                value={form.type}
                onChange={(event) => setForm({ ...form, type: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label="Title" optional>
          {(control) => <Input {...control} maxLength={200} {...text('title')} />}
        </Field>
        <Field label="Summary" optional>
          {(control) => <Textarea {...control} maxLength={1000} rows={2} {...text('summary')} />}
        </Field>
        <Field label="Text" hint="Markdown" optional>
          {(control) => (
            <Textarea
              {...control}
              maxLength={50_000}
              rows={10}
              {...text('body')}
              className="font-mono text-sm"
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function contentOf(template: Template | undefined, type: string): TemplateWrite {
  if (template === undefined) return { name: '', type, title: '', summary: '', body: '', severity: null };
  const { id: _, version: __, ...content } = template;
  return content;
}

const PARTS = { name: 'Name', type: 'Type', title: 'Title', summary: 'Summary', body: 'Text' } as const;

/** The parts of theirs that mine would replace. */
function differing(theirs: Template, mine: TemplateWrite): string {
  const keys = (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter((key) => theirs[key] !== mine[key]);
  return keys.map((key) => `${PARTS[key]}: ${theirs[key]}`).join('\n');
}
