import { type FormEvent, useState } from 'react';
import { type Contact, DoNotSellFrom } from '#contracts/contacts.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { Panel } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { ASKED_BY, choicesOf } from './contact-words.ts';
import { useContactChange } from './use-contact-change.ts';

/** Whether their data may be sold or shared at all, whatever they agreed to. */
export function DoNotSellPanel({ contact, mayEdit }: { contact: Contact; mayEdit: boolean }) {
  const [open, setOpen] = useState(false);
  const on = contact.doNotSellAt !== null;
  return (
    <Panel>
      <div className="flex items-start gap-3 px-4 py-3">
        <div className="min-w-0 grow">
          <h2 className="font-semibold text-base">Do not sell or share</h2>
          <p className="text-ink-soft">{wordsOf(contact)}</p>
        </div>
        <button
          type="button"
          role="switch"
          aria-checked={on}
          aria-label="Do not sell or share"
          disabled={!mayEdit}
          onClick={() => setOpen(true)}
          className={cx(
            'relative mt-0.5 h-6 w-10 shrink-0 rounded-full border transition-colors disabled:opacity-55',
            on ? 'border-transparent bg-accent' : 'border-line-strong bg-sunken',
          )}
        >
          <span
            aria-hidden
            className={cx(
              'absolute top-1/2 size-4.5 -translate-y-1/2 rounded-full shadow-low transition-all',
              on ? 'right-0.5 bg-on-accent' : 'left-0.5 bg-ink-faint',
            )}
          />
        </button>
      </div>
      {open && !on ? <SetDialog contactId={contact.id} onClose={() => setOpen(false)} /> : null}
      {open && on ? <UnsetDialog contactId={contact.id} onClose={() => setOpen(false)} /> : null}
    </Panel>
  );
}

function wordsOf({ doNotSellAt, doNotSellFrom, doNotSellBy }: Contact): string {
  if (doNotSellAt === null || doNotSellFrom === null) return 'They have not asked for it.';
  const noted = doNotSellBy?.name ? `, noted by ${doNotSellBy.name}` : '';
  return `Since ${minuteOf(doNotSellAt)}. Asked by: ${ASKED_BY[doNotSellFrom].toLocaleLowerCase()}${noted}.`;
}

type Props = { contactId: string; onClose: () => void };

function SetDialog({ contactId, onClose }: Props) {
  const [from, setFrom] = useState<DoNotSellFrom>('person');
  const set = useContactChange(contactId, onClose);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Do not sell or share"
      lead="It counts at once, over any consent to sharing."
    >
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          set.mutate({ method: 'PUT', at: '/do-not-sell', body: { from } });
        }}
      >
        {set.isError ? <Notice tone="bad">{sentenceOf(set.error)}</Notice> : null}
        <Field label="Who asked for it">
          {(control) => (
            <Select
              {...control}
              choices={choicesOf(ASKED_BY)}
              value={from}
              onChange={({ target }) => setFrom(DoNotSellFrom.parse(target.value))}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={set.isPending}>
            Set
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function UnsetDialog({ contactId, onClose }: Props) {
  const unset = useContactChange(contactId, onClose);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => unset.mutate({ method: 'DELETE', at: '/do-not-sell' })}
      title="Take do-not-sell off?"
      action="Take off"
      busy={unset.isPending}
    >
      Do this only when they asked for it. A consent to sharing they gave counts again.
      {unset.isError ? <Notice tone="bad">{sentenceOf(unset.error)}</Notice> : null}
    </ConfirmDialog>
  );
}
