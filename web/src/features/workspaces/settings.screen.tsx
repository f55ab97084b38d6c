import { Link, useSearch } from '@tanstack/react-router';
import type { Workspace } from '#contracts/workspaces.ts';
import { useMay, useWorkspace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { Notice } from '../../ui/state.tsx';
import { AddressRulesPanel } from '../address-rules/index.ts';
import { AgreementPanel } from '../agreement/index.ts';
import { TokenSettings } from '../api-tokens/index.ts';
import { BackupsPanel } from '../backups/index.ts';
import { DeletionSection } from '../erasure/index.ts';
import { ExportPanel } from '../exports/index.ts';
import { SecurityPolicySettings } from '../factors/index.ts';
import { LogWatchPanel } from '../log-watch/index.ts';
import { RequestsPanel } from '../privacy-requests/index.ts';
import { RetentionPanel } from '../retention/index.ts';
import { DirectorySettings } from '../scim/directory-settings.tsx';
import { CaseTypeSettings } from './case-type-settings.tsx';
import { CategorySettings } from './category-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { LabelSettings } from './label-settings.tsx';
import { PolicySettings } from './policy-settings.tsx';
import { SettingsList } from './settings-list.tsx';
import { openPart, type SettingsPart, settingsGroups } from './settings-parts.ts';
import { TagSettings } from './tag-settings.tsx';
import { TemplateSettings } from './template-settings.tsx';

export function SettingsScreen() {
  const workspace = useWorkspace();
  const { part: asked } = useSearch({ from: '/signed-in/w/$workspaceId/settings' });
  const mayEdit = useMay('workspace.edit');
  const maySecure = useMay('workspace.secure');
  const groups = settingsGroups(maySecure);
  const part = openPart(asked, groups);
  return (
    <Page
      title="Settings"
      width="list"
      lead={`Of the workspace ${workspace.name}.`}
      actions={
        maySecure ? (
          <Link
            to="/w/$workspaceId/settings/sso"
            params={{ workspaceId: workspace.id }}
            search={{ part }}
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
      <div className="lg:grid lg:grid-cols-[11rem_minmax(0,1fr)] lg:gap-8">
        <SettingsList groups={groups} open={part} />
        <Panel className="max-w-3xl">
          <div className="p-4">
            <PartContent part={part} workspace={workspace} />
          </div>
        </Panel>
      </div>
    </Page>
  );
}

function PartContent({ part, workspace }: { part: SettingsPart; workspace: Workspace }) {
  switch (part) {
    case 'general':
      return <GeneralSettings key={workspace.version} workspace={workspace} />;
    case 'review':
      return <PolicySettings key={workspace.version} workspace={workspace} />;
    case 'words':
      return <LabelSettings key={workspace.version} workspace={workspace} />;
    case 'types':
      return <CaseTypeSettings workspace={workspace} />;
    case 'tags':
      return <TagSettings workspace={workspace} />;
    case 'categories':
      return <CategorySettings workspace={workspace} />;
    case 'templates':
      return <TemplateSettings workspace={workspace} />;
    default:
      return <SecuringContent part={part} />;
  }
}

function SecuringContent({ part }: { part: SettingsPart }) {
  const mayDelete = useMay('workspace.delete');
  switch (part) {
    case 'security':
      return <SecurityPolicySettings />;
    case 'tokens':
      return <TokenSettings />;
    case 'networks':
      return <AddressRulesPanel />;
    case 'directory':
      return <DirectorySettings />;
    case 'log':
      return <LogWatchPanel />;
    case 'retention':
      return <RetentionPanel />;
    case 'requests':
      return <RequestsPanel />;
    case 'legal':
      return <AgreementPanel />;
    case 'backups':
      return <BackupsPanel />;
    default:
      return (
        <div className="space-y-6">
          <ExportPanel />
          {mayDelete ? <DeletionSection /> : null}
        </div>
      );
  }
}
