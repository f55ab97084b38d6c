import { useState } from 'react';
import type { CaseContent } from '#contracts/cases.ts';
import { useWorkspace } from '../../app/workspace-context.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { fromTemplate } from './case-content.ts';

type StartFromProps = {
  type: string;
  /** Nothing is typed yet, so that a template may be laid in without asking. */
  untouched: boolean;
  onType: (type: string) => void;
  onTemplate: (type: string, content: CaseContent) => void;
};

export function StartFrom({ type, untouched, onType, onTemplate }: StartFromProps) {
  const { caseTypes, templates } = useWorkspace();
  const [asked, setAsked] = useState<string | undefined>();
  const lay = (id: string) => {
    const template = templates.find((one) => one.id === id);
    if (template) onTemplate(template.type, fromTemplate(template));
  };
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Type">
        {(control) => (
          <Select
            {...control}
            choices={caseTypes.map(({ key, label }) => ({ value: key, label }))}
            value={type}
            onChange={(event) => onType(event.target.value)}
          />
        )}
      </Field>
      {templates.length > 0 ? (
        <Field label="Begin with a template" optional>
          {(control) => (
            <Select
              {...control}
              empty="An empty page"
              choices={templates.map(({ id, name }) => ({ value: id, label: name }))}
              value=""
              onChange={(event) => (untouched ? lay(event.target.value) : setAsked(event.target.value))}
            />
          )}
        </Field>
      ) : null}
      <ConfirmDialog
        open={asked !== undefined}
        title="Replace what you typed?"
        action="Replace it"
        onClose={() => setAsked(undefined)}
        onConfirm={() => {
          lay(asked ?? '');
          setAsked(undefined);
        }}
      >
        The template takes the place of title, summary and text. What you typed there is lost.
      </ConfirmDialog>
    </div>
  );
}
