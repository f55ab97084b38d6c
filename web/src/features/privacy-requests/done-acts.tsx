import type { PrivacyAct } from '#contracts/privacy-requests.ts';
import { minuteOf } from '../../ui/time-words.ts';

/** What was done for a request: copies by their digest, an erasure by its certificate, contacts that are not sold by how many. */
export function DoneActs({ acts }: { acts: readonly PrivacyAct[] }) {
  if (acts.length === 0) return null;
  return (
    <ul className="space-y-2 border-line border-t pt-3" aria-label="What was done">
      {acts.map((act) => (
        <li key={`${act.kind} ${act.at}`}>
          <Act act={act} />
        </li>
      ))}
    </ul>
  );
}

function Act({ act }: { act: PrivacyAct }) {
  switch (act.kind) {
    case 'copy':
      return (
        <>
          <p>
            Copy of {act.lines.toLocaleString('en')} {act.lines === 1 ? 'record' : 'records'},{' '}
            {minuteOf(act.at)}
          </p>
          <p className="break-all font-mono text-ink-faint text-sm">SHA-256 {act.digest}</p>
        </>
      );
    case 'erasure':
      return (
        <p>
          Erased, {minuteOf(act.at)}:{' '}
          <a className="underline" href={`/erasure/${act.certificateId}`}>
            signed certificate
          </a>
        </p>
      );
    case 'do_not_sell':
      return (
        <p>
          Marked “do not sell or share”, {minuteOf(act.at)}: {act.contacts}{' '}
          {act.contacts === 1 ? 'contact' : 'contacts'}
        </p>
      );
  }
}
