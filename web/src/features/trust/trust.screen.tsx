import { Link } from '@tanstack/react-router';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { AttacksPanel } from './attacks-panel.tsx';
import { PackPanel } from './pack-panel.tsx';

const PAGES = [
  [
    '/security',
    'What is proven here',
    'Each promise with its last proof, its date, and what it leaves open.',
  ],
  [
    '/trust/policies',
    'Policies',
    'What this software does by itself about access, keys, data, backups, changes and incidents.',
  ],
  [
    '/trust/asvs',
    'OWASP ASVS 5.0',
    'Our own answer to each requirement of levels 1 and 2, with evidence and gaps.',
  ],
  [
    '/trust/soc2',
    'SOC 2',
    'Each criterion, what of the product answers it, and what is left to the organisation.',
  ],
  [
    '/trust/sub-processors',
    'Sub-processors',
    'Whom this deployment gives data to, and the certifications each states.',
  ],
  ['/trust/agreement', 'Data processing agreement', 'What every workspace is offered, with its annexes.'],
  ['/status', 'Status', 'How each part is now, 90 days of history, the newest backup and restore drill.'],
  ['/report', 'Report a vulnerability', 'Acknowledged within one business day; who wishes it is credited.'],
] as const;

/** Where an outsider begins: what can be checked, and where. */
export function TrustScreen() {
  return (
    <PublicFrame>
      <Page
        width="text"
        title="Trust centre"
        lead="What can be checked about this deployment, by anyone, without asking."
      >
        <div className="space-y-6">
          <Panel title="To read">
            <ul className="divide-y divide-line">
              {PAGES.map(([to, title, about]) => (
                <li key={to}>
                  <Link to={to} className="flex items-center gap-3 px-4 py-3 hover:bg-hover">
                    <span className="grow">
                      <span className="block font-medium">{title}</span>
                      <span className="block text-ink-soft text-sm">{about}</span>
                    </span>
                    <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
                  </Link>
                </li>
              ))}
            </ul>
          </Panel>
          <PackPanel />
          <AttacksPanel />
        </div>
      </Page>
    </PublicFrame>
  );
}
