import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { navItems } from '../shell/nav-items.tsx';
import { usePlace } from '../workspace-context.ts';

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { workspace } = usePlace();
  const one = workspace.labels.case.toLocaleLowerCase();
  const rows: [string, string][] = [
    ['Ctrl K', 'All commands'],
    ...navItems(workspace).map(({ keys, label }): [string, string] => [keys, label]),
    ['c', `New ${one}`],
    ['j', 'Next in a list'],
    ['k', 'Previous in a list'],
    ['x', 'Select in a list'],
    ['e', `Edit the ${one}`],
    ['?', 'This help'],
  ];
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1.5 pb-5">
        {rows.map(([keys, what]) => (
          <div key={keys} className="contents">
            <dt className="text-ink-soft">{what}</dt>
            <dd className="text-right">
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
