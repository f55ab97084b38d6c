import { type FormEvent, useState } from 'react';
import type { ConsentDecision, ConsentPurpose } from '#contracts/contacts.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import { PURPOSES } from './contact-words.ts';
import { useContactChange } from './use-contact-change.ts';

type ConsentDialogProps = {
  contactId: string;
  purpose: ConsentPurpose;
  decision: ConsentDecision;
  onClose: () => void;
};

/** What was said about a purpose, and how: the evidence of it. */
export function ConsentDialog({ contactId, purpose, decision, onClose }: ConsentDialogProps) {
  const [how, setHow] = useState('');
  const note = useContactChange(contactId, onClose);
  const errors = note.isError ? fieldErrors(note.error) : {};
  const given = decision === 'given';
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title={`${PURPOSES[purpose].name}: ${given ? 'consent' : 'withdrawal'}`}
      lead={
        given
          ? 'It counts from now on, until it is withdrawn.'
          : 'It counts at once. What was allowed before stays in the history.'
      }
    >
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          note.mutate({ method: 'POST', at: '/consents', body: { purpose, decision, how } });
        }}
      >
        {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
        <Field
          label="How they said it"
          hint="In a line: the letter, the call, the form, and its day."
          error={errors.how}
        >
          {(control) => (
            <Textarea
              {...control}
              required
              rows={2}
              maxLength={1_000}
              value={how}
              onChange={({ target }) => setHow(target.value.replaceAll('\n', ' '))}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={note.isPending}>
            {given ? 'Note consent' : 'Note withdrawal'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
