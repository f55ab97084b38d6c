import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Action } from '#contracts/access.ts';
import { ROLE_NAMES } from '../features/members/role-names.ts';
import { buttonClass } from '../ui/button.tsx';
import { useDocumentTitle } from '../ui/page.tsx';
import { lazyScreen } from './lazy-screen.ts';
import { useMay, usePlace } from './workspace-context.ts';

/** A screen of the workspace for whoever may do that here. Everyone else is told so, before they type anything into it. */
export function screenFor(action: Action, load: () => Promise<ComponentType>) {
  const Screen = lazyScreen(load);
  const Guarded = () => (useMay(action) ? <Screen /> : <OtherRoleScreen />);
  return Object.assign(Guarded, { preload: Screen.preload });
}

function OtherRoleScreen() {
  useDocumentTitle('Not part of your role');
  const { workspace } = usePlace();
  return (
    <div className="mx-auto max-w-md px-6 py-24 text-center">
      <h1 className="font-semibold text-xl">This page is not part of your role</h1>
      <p className="mt-2 text-ink-soft">
        In {workspace.name} your role is {ROLE_NAMES[workspace.role]}. Its owners and admins can give you
        another.
      </p>
      <Link
        to="/w/$workspaceId"
        params={{ workspaceId: workspace.id }}
        className={`${buttonClass('plain')} mt-6`}
      >
        Go to the start
      </Link>
    </div>
  );
}
