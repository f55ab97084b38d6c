import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay, useWorkspace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { type Tab, Tabs } from '../../ui/tabs.tsx';
import { AddressRulesPanel } from '../address-rules/index.ts';
import { TokenSettings } from '../api-tokens/index.ts';
import { SecurityPolicySettings } from '../factors/index.ts';
import { DirectorySettings } from '../scim/directory-settings.tsx';
import { CategorySettings } from './category-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { LabelSettings } from './label-settings.tsx';
import { PolicySettings } from './policy-settings.tsx';
import { TagSettings } from './tag-settings.tsx';
import { TemplateSettings } from './template-settings.tsx';

type Part =
  | 'general'
  | 'security'
  | 'review'
  | 'words'
  | 'tags'
  | 'categories'
  | 'templates'
  | 'tokens'
  | 'networks'
  | 'directory';

const TABS: Tab<Part>[] = [
  { name: 'general', label: 'General' },
  { name: 'security', label: 'Security' },
  { name: 'review', label: 'Review and roles' },
  { name: 'words', label: 'Words' },
  { name: 'tags', label: 'Tags' },
  { name: 'categories', label: 'Categories' },
  { name: 'templates', label: 'Templates' },
  { name: 'tokens', label: 'API tokens' },
  { name: 'networks', label: 'Networks' },
  { name: 'directory', label: 'Directory sync (SCIM)' },
];

/** What only those who secure the workspace may open. */
const SECURING: ReadonlySet<Part> = new Set(['security', 'tokens', 'networks', 'directory']);

export function SettingsScreen() {
  const workspace = useWorkspace();
  const [part, setPart] = useState<Part>('general');
  const mayEdit = useMay('workspace.edit');
  const maySecure = useMay('workspace.secure');
  const tabs = maySecure ? TABS : TABS.filter(({ name }) => !SECURING.has(name));
  return (
    <Page
      title="Settings"
      width="text"
      lead={`Of the workspace ${workspace.name}.`}
      actions={
        maySecure ? (
          <Link
            to="/w/$workspaceId/settings/sso"
            params={{ workspaceId: workspace.id }}
            className={buttonClass()}
          >
            Single sign-on
          </Link>
        ) : null
      }
    >
      {mayEdit ? null : (
        <div className="mb-4">
          <Notice tone="info">You can read these settings. Admins and owners change them.</Notice>
        </div>
      )}
      <Panel>
        <Tabs<Part> label="Settings" tabs={tabs} active={part} onChange={setPart}>
          <div className="p-4">
            {part === 'general' ? <GeneralSettings key={workspace.version} workspace={workspace} /> : null}
            {part === 'security' ? <SecurityPolicySettings /> : null}
            {part === 'review' ? <PolicySettings key={workspace.version} workspace={workspace} /> : null}
            {part === 'words' ? <LabelSettings key={workspace.version} workspace={workspace} /> : null}
            {part === 'tags' ? <TagSettings workspace={workspace} /> : null}
            {part === 'categories' ? <CategorySettings workspace={workspace} /> : null}
            {part === 'templates' ? <TemplateSettings workspace={workspace} /> : null}
            {part === 'tokens' ? <TokenSettings /> : null}
            {part === 'networks' ? <AddressRulesPanel /> : null}
            {part === 'directory' ? <DirectorySettings /> : null}
          </div>
        </Tabs>
      </Panel>
    </Page>
  );
}
