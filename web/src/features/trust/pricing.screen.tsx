import { Link } from '@tanstack/react-router';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Page, Panel } from '../../ui/page.tsx';

const INCLUDED = [
  'Second factors, passkeys, single sign-on and directory sync',
  'The audit log, its export and its offline verification',
  'Sealed content, keys per workspace, rotation while it runs',
  'Roles, restricted cases, reviews of access',
  'Backups, restores, the status page and the proofs',
];

/** What it costs: one plan, since no wall is sold apart. */
export function PricingScreen() {
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Pricing"
        heading="Free, all of it"
        lead="Caseward is free software under AGPL-3.0, run on your own machines. There is one plan, and every security feature is in it."
      >
        <div className="space-y-6">
          <Panel title="In the one plan">
            <ul className="divide-y divide-line">
              {INCLUDED.map((text) => (
                <li key={text} className="px-4 py-2.5">
                  {text}
                </li>
              ))}
            </ul>
          </Panel>
          <p className="text-ink-soft">
            What it costs you is a machine and the time of whoever runs it. What it promises, and what of that
            has been proven here, stands on the{' '}
            <Link to="/security" className="text-accent-ink underline underline-offset-2">
              security page
            </Link>
            .
          </p>
        </div>
      </Page>
    </PublicFrame>
  );
}
