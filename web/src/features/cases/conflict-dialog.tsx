import { useState } from 'react';
import type { CaseConflict, CasePatch } from '#contracts/cases.ts';
import { useWorkspace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Textarea } from '../../ui/input.tsx';
import { Notice } from '../../ui/state.tsx';
import type { ContentField } from './case-content.ts';
import { type Clash, clashesOf, mayJoin, type Side, settle } from './conflict.ts';
import { CONTENT_NAMES, valueWords } from './field-words.ts';

type ConflictDialogProps = {
  mine: CasePatch;
  conflict: CaseConflict;
  busy: boolean;
  onClose: () => void;
  /** What to save on top of their version. */
  onSettle: (patch: CasePatch) => void;
};

/** Someone saved first: shows their change beside one's own, and lets each field be decided. */
export function ConflictDialog({ mine, conflict, busy, onClose, onSettle }: ConflictDialogProps) {
  const [choices, setChoices] = useState<Partial<Record<ContentField, Side>>>({});
  const clashes = clashesOf(mine, conflict);
  const others = conflict.changed.filter((field) => !clashes.some((clash) => clash.field === field));
  return (
    <Dialog
      open
      sticky
      wide
      onClose={onClose}
      title="Someone else saved first"
      lead="Nothing you typed is lost. Decide what stays, then save again."
      footer={
        <>
          <Button onClick={onClose}>Back to my text</Button>
          <Button look="primary" busy={busy} onClick={() => onSettle(settle(mine, clashes, choices))}>
            Save on top
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        {others.length > 0 ? (
          <Notice tone="info">
            Also changed, and kept: {others.map((field) => nameOfField(field)).join(', ')}.
          </Notice>
        ) : null}
        {clashes.length === 0 ? (
          <p className="text-ink-soft">You both changed different parts. Saving keeps both.</p>
        ) : null}
        {clashes.map((clash) => (
          <ClashChoice
            key={clash.field}
            clash={clash}
            side={choices[clash.field] ?? 'mine'}
            onChoose={(side) => setChoices({ ...choices, [clash.field]: side })}
          />
        ))}
      </div>
    </Dialog>
  );
}

type ClashChoiceProps = { clash: Clash; side: Side; onChoose: (side: Side) => void };

function ClashChoice({ clash, side, onChoose }: ClashChoiceProps) {
  const { tags, categories } = useWorkspace();
  const nameOf = (id: string) => [...tags, ...categories].find((one) => one.id === id)?.label;
  const option = (value: Side, label: string, text: string | undefined) => (
    <label
      className={cx(
        'block rounded-md border p-3',
        side === value ? 'border-accent-ink bg-accent-soft' : 'border-line',
      )}
    >
      <span className="flex items-center gap-2 font-medium">
        <input
          type="radio"
          name={clash.field}
          checked={side === value}
          onChange={() => onChoose(value)}
          className="size-4.5 accent-accent"
        />
        {label}
      </span>
      {text === undefined ? null : (
        <Textarea readOnly aria-label={label} rows={4} value={text} className="mt-2 max-h-48 text-sm" />
      )}
    </label>
  );
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{CONTENT_NAMES[clash.field]}</legend>
      <div className="grid gap-2 md:grid-cols-2">
        {option('mine', 'Mine', valueWords(clash.mine, nameOf))}
        {option('theirs', 'Theirs', valueWords(clash.theirs, nameOf))}
        {mayJoin(clash.field) ? option('both', 'Both, mine first', undefined) : null}
      </div>
    </fieldset>
  );
}

function nameOfField(field: string): string {
  const names: Readonly<Record<string, string>> = CONTENT_NAMES;
  return (names[field] ?? field).toLocaleLowerCase();
}
