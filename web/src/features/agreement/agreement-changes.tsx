import type { AgreementChange } from '#contracts/agreement.ts';
import { changedLines } from './changed-lines.ts';

/** What reads otherwise than in the version that was accepted. */
export function AgreementChanges({ changes }: { changes: readonly AgreementChange[] }) {
  return (
    <section className="space-y-3" aria-labelledby="agreement-changes">
      <h3 id="agreement-changes" className="font-semibold">
        What changed since you accepted
      </h3>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {changes.map(({ id, title, ...texts }) => (
          <li key={id} className="space-y-1.5 px-4 py-3">
            <p className="font-medium">{title}</p>
            {changedLines(texts).map(({ kind, line }) =>
              kind === 'gone' ? (
                <p key={`- ${line}`} className="max-w-prose rounded-sm bg-bad-soft px-2 py-1">
                  <span className="font-medium text-bad">Gone: </span>
                  <del className="no-underline">{line}</del>
                </p>
              ) : (
                <p key={`+ ${line}`} className="max-w-prose rounded-sm bg-good-soft px-2 py-1">
                  <span className="font-medium text-good">New: </span>
                  <ins className="no-underline">{line}</ins>
                </p>
              ),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
