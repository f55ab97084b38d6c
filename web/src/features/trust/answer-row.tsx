import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

type Answer = {
  readonly id: string;
  readonly asked: string;
  readonly evidence: readonly string[];
  readonly note?: string | undefined;
};

/** One line of an assessment: what is asked, how it stands, and what shows it. */
export function AnswerRow({ answer, badge }: { answer: Answer; badge: ReactNode }) {
  const { id, asked, evidence, note } = answer;
  return (
    <li className="px-4 py-3">
      <div className="flex items-start gap-3">
        <p className="min-w-0 grow">{asked}</p>
        {badge}
      </div>
      {note ? <p className="mt-1 max-w-prose text-ink-soft text-sm">{note}</p> : null}
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-ink-faint text-sm">
        <span className="min-h-6 font-mono leading-6">{id}</span>
        {evidence.map((each) => (
          <Reference key={each} to={each} />
        ))}
      </p>
    </li>
  );
}

/** A promise leads to the security page; a file is named by its path, since the code may lie anywhere. */
function Reference({ to }: { to: string }) {
  if (/[./]/.test(to)) return <span className="break-all">{to}</span>;
  return (
    <Link to="/security" className="inline-flex min-h-6 items-center text-accent-ink hover:underline">
      {to}
    </Link>
  );
}
