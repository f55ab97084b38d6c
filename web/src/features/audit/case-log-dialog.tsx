import { useState } from 'react';
import type { CaseAuditQuery } from '#contracts/audit.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { type Tab, Tabs } from '../../ui/tabs.tsx';
import { LogPages } from './log-pages.tsx';
import { useLogPages } from './use-log-pages.ts';

type Only = CaseAuditQuery['only'];

const TABS: Tab<Only>[] = [
  { name: 'looks', label: 'Looked at' },
  { name: 'changes', label: 'Changed' },
  { name: 'all', label: 'All' },
];

/** What the audit log has of one case: who looked at it, its files, comments and reviews, and who changed them. */
export function CaseLogDialog({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const { workspace } = usePlace();
  const [only, setOnly] = useState<Only>('looks');
  const pages = useLogPages({
    key: ['w', workspace.id, 'case-log', caseId, only],
    path: `/workspaces/${workspace.id}/cases/${caseId}/audit/query`,
    body: { only },
  });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Who looked at this case"
      lead="From the audit log, with its files, comments and reviews. That you looked is noted too."
    >
      <div className="-mx-5 pb-3">
        <Tabs<Only> label="Show" tabs={TABS} active={only} onChange={setOnly}>
          <LogPages
            {...pages}
            narrow
            what="who looked at this case"
            empty={only === 'changes' ? 'Nobody changed it' : 'Nobody looked at it'}
            hint="Lists in which the case merely stood are not counted."
          />
        </Tabs>
      </div>
    </Dialog>
  );
}
