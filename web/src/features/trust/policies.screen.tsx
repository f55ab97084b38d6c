import { Link } from '@tanstack/react-router';
import { POLICIES, type Policy } from '#contracts/policies.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Page, Panel } from '../../ui/page.tsx';

/** The rules in short, each with the promises that show it is kept. */
export function PoliciesScreen() {
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Policies"
        lead="What this software does by itself, in short. Behind each rule stand the promises that show whether it is kept here."
      >
        <Panel>
          <ul className="divide-y divide-line">
            {POLICIES.map((policy) => (
              <Rule key={policy.title} {...policy} />
            ))}
          </ul>
        </Panel>
      </Page>
    </PublicFrame>
  );
}

function Rule({ title, rule, claims }: Policy) {
  return (
    <li className="px-4 py-3">
      <h2 className="font-medium">{title}</h2>
      <p className="mt-1 max-w-prose text-ink-soft">{rule}</p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm">
        {claims.map((claim) => (
          <Link
            key={claim}
            to="/security"
            className="inline-flex min-h-6 items-center font-mono text-accent-ink hover:underline"
          >
            {claim}
          </Link>
        ))}
      </p>
    </li>
  );
}
