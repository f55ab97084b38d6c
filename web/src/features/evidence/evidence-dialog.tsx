import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import type { Evidence, EvidencePatch } from '#contracts/evidence.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { evidenceKey, evidencePath } from './evidence.queries.ts';

const VISIBLE = [
  { value: 'case', label: 'All who see the case' },
  { value: 'reviewers', label: 'Reviewers and the owner' },
];

export function EvidenceDialog({
  of,
  evidence,
  onClose,
}: {
  of: Case;
  evidence: Evidence;
  onClose: () => void;
}) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [name, setName] = useState(evidence.name);
  const [caption, setCaption] = useState(evidence.caption);
  const [tags, setTags] = useState(evidence.tags.join(', '));
  const [visibility, setVisibility] = useState(evidence.visibility);
  const save = useMutation({
    mutationFn: (body: EvidencePatch) =>
      call<Evidence>('PATCH', evidencePath(workspace.id, evidence.id), {
        body,
        ifMatch: ifMatchOf(evidence),
      }),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: evidenceKey(workspace.id, of.id) }),
  });
  const errors = save.isError ? fieldErrors(save.error) : {};
  const listed = tags
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  return (
    <Dialog open sticky onClose={onClose} title="About this file">
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate({ name: name.trim(), caption, tags: listed, visibility });
        }}
      >
        {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
        <Field label="Name" error={errors.name}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={255}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Caption" optional error={errors.caption}>
          {(control) => (
            <Textarea
              {...control}
              maxLength={500}
              rows={2}
              value={caption}
              onChange={(event) => setCaption(event.target.value)}
            />
          )}
        </Field>
        <Field label="Tags" optional hint="Divided by commas" error={errors.tags}>
          {(control) => <Input {...control} value={tags} onChange={(event) => setTags(event.target.value)} />}
        </Field>
        <Field label="Who sees it">
          {(control) => (
            <Select
              {...control}
              choices={VISIBLE}
              value={visibility}
              onChange={(event) => setVisibility(event.target.value as Evidence['visibility'])}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
