import Ellipsis from 'lucide-react/icons/ellipsis';
import Eye from 'lucide-react/icons/eye';
import Gavel from 'lucide-react/icons/gavel';
import History from 'lucide-react/icons/history';
import Lock from 'lucide-react/icons/lock';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import { useMay } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { CaseLogDialog } from '../audit/index.ts';
import { HoldDialog } from '../retention/index.ts';
import { AccessDialog } from './access-dialog.tsx';
import { PurgeDialog } from './purge-dialog.tsx';
import { RestrictionDialog } from './restriction-dialog.tsx';

type Shown = 'access' | 'log' | 'restriction' | 'hold' | 'purge';

export function CaseMore({ of }: { of: Case }) {
  const [shown, setShown] = useState<Shown | undefined>();
  const mayReadLog = useMay('audit.read');
  const mayHold = useMay('workspace.retain');
  const close = () => setShown(undefined);
  return (
    <>
      <Menu
        label="More"
        side="end"
        trigger={<Ellipsis aria-hidden className="size-4" />}
        triggerClass={`${buttonClass('plain')} !w-8 !px-0`}
      >
        <MenuItem icon={<Eye aria-hidden />} onSelect={() => setShown('access')}>
          Who can see this, and why
        </MenuItem>
        {mayReadLog ? (
          <MenuItem icon={<History aria-hidden />} onSelect={() => setShown('log')}>
            Who looked at this case
          </MenuItem>
        ) : null}
        {of.actions.includes('case.restrict') ? (
          <MenuItem icon={<Lock aria-hidden />} onSelect={() => setShown('restriction')}>
            Restrict who may see it
          </MenuItem>
        ) : null}
        {mayHold ? (
          <MenuItem icon={<Gavel aria-hidden />} onSelect={() => setShown('hold')}>
            {of.legalHold ? 'Lift the legal hold' : 'Put it under a legal hold'}
          </MenuItem>
        ) : null}
        {of.actions.includes('case.purge') ? <MenuLine /> : null}
        {of.actions.includes('case.purge') ? (
          <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setShown('purge')}>
            Purge for good
          </MenuItem>
        ) : null}
      </Menu>
      {shown === 'access' ? <AccessDialog of={of} onClose={close} /> : null}
      {shown === 'log' ? <CaseLogDialog caseId={of.id} onClose={close} /> : null}
      {shown === 'restriction' ? <RestrictionDialog of={of} onClose={close} /> : null}
      {shown === 'hold' ? <HoldDialog kind="case" of={of} onClose={close} /> : null}
      {shown === 'purge' ? <PurgeDialog of={of} onClose={close} /> : null}
    </>
  );
}
