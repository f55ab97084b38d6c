import { useState } from 'react';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { BulkDialog, type BulkKind } from './bulk-dialog.tsx';
import { inSentence } from './workspace-words.ts';

/** What can be done with the chosen cases together. */
export function BulkBar({ ids, onDone }: { ids: readonly string[]; onDone: () => void }) {
  const { labels } = usePlace().workspace;
  const mayStaff = useMay('case.staff');
  const [kind, setKind] = useState<BulkKind | undefined>();
  if (ids.length === 0) return null;
  return (
    <section
      aria-label="Chosen"
      className="sticky bottom-4 z-10 mx-auto mt-4 flex w-fit animate-rise flex-wrap items-center gap-2 rounded-lg border border-line bg-raised p-2 pl-4 shadow-high"
    >
      <span aria-live="polite" className="mr-2 font-medium tabular-nums">
        {ids.length} {inSentence(ids.length === 1 ? labels.case : labels.cases)} chosen
      </span>
      <Button onClick={() => setKind('tag')}>Tag</Button>
      {mayStaff ? <Button onClick={() => setKind('assign')}>Assign</Button> : null}
      <Button onClick={() => setKind('state')}>Move</Button>
      <Button look="ghost" onClick={onDone}>
        Clear
      </Button>
      {kind ? (
        <BulkDialog
          kind={kind}
          ids={ids}
          onClose={() => setKind(undefined)}
          onDone={() => {
            setKind(undefined);
            onDone();
          }}
        />
      ) : null}
    </section>
  );
}
