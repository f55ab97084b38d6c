import { Link } from '@tanstack/react-router';
import { Kbd } from '../../ui/kbd.tsx';
import { usePlace } from '../workspace-context.ts';
import { navItems } from './nav-items.tsx';

export function NavList({ onGo }: { onGo?: () => void }) {
  const { workspace } = usePlace();
  return (
    <ul className="space-y-0.5">
      {navItems(workspace).map(({ to, label, keys, icon }) => (
        <li key={to}>
          <Link
            to={to}
            params={{ workspaceId: workspace.id }}
            activeOptions={{ exact: to === '/w/$workspaceId' }}
            onClick={onGo}
            className="group flex h-8 items-center gap-2.5 rounded-md px-2 text-ink-soft hover:bg-hover hover:text-ink [&>svg]:size-4 [&>svg]:shrink-0"
            activeProps={{ className: 'bg-surface font-medium !text-ink shadow-low' }}
          >
            {icon}
            <span className="grow truncate">{label}</span>
            <span className="hidden group-hover:block" aria-hidden>
              <Kbd keys={keys} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
