import type { DepartureReceipt } from '#contracts/leaver.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/state.tsx';
import { ReceiptLinks } from './receipt-links.tsx';
import { trialWords } from './trial-words.ts';

/** That every old way in was tried, and how each was answered. */
export function ReceiptView({ receipt, onDone }: { receipt: DepartureReceipt; onDone: () => void }) {
  return (
    <div className="space-y-4 pb-3">
      {receipt.shutOut ? (
        <Notice tone="good">Every old way in was tried, and refused.</Notice>
      ) : (
        <Notice tone="bad">Something still lets them in. Tell who runs this Caseward, at once.</Notice>
      )}
      <ul className="divide-y divide-line rounded-md border border-line">
        {receipt.trials.map((trial) => {
          const { what, how, open } = trialWords(trial);
          return (
            <li key={trial.kind + trial.answer} className="flex items-center gap-3 px-3 py-2">
              <span className="grow">{what}</span>
              <Badge tone={open ? 'bad' : trial.kind === 'token_kept' ? 'neutral' : 'good'}>{how}</Badge>
            </li>
          );
        })}
      </ul>
      <div className="flex items-center justify-between gap-2">
        <ReceiptLinks departureId={receipt.id} of="this departure" />
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
