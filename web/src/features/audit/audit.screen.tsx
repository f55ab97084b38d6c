import { useRef, useState } from 'react';
import type { AuditEntry } from '#contracts/audit.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Page, Panel } from '../../ui/page.tsx';
import { ANY, auditFilterOf, isAskable } from './audit-filter.ts';
import { AuditFilterForm } from './audit-filter-form.tsx';
import { ExportButton } from './export-button.tsx';
import { LogPages } from './log-pages.tsx';
import { useLogPages } from './use-log-pages.ts';

/** Who did what, when and from where. Names of fields, never their values. */
export function AuditScreen() {
  const { workspace } = usePlace();
  const [form, setForm] = useState(ANY);
  const asked = useAskable(form);
  const filter = auditFilterOf(asked);
  const pages = useLogPages({
    key: ['w', workspace.id, 'audit', filter],
    path: `/workspaces/${workspace.id}/audit/query`,
    body: { filter },
  });
  const seen = useSeenActions(pages.entries);
  return (
    <Page
      title="Audit log"
      lead="Every change and every sensitive read. It cannot be edited; a line that is changed, moved or removed is found."
      actions={<ExportButton filter={filter} />}
    >
      <div className="mb-4">
        <AuditFilterForm form={form} seen={seen} onChange={setForm} />
      </div>
      <Panel>
        <LogPages
          {...pages}
          what="the audit log"
          empty="No entries fit this filter"
          hint="Widen the days, or clear the filter."
        />
      </Panel>
    </Page>
  );
}

/** The form as it could last be asked for: half an address asks nothing. */
function useAskable(form: typeof ANY): typeof ANY {
  const last = useRef(form);
  if (isAskable(form)) last.current = form;
  return last.current;
}

/** Every action seen since the screen was opened. */
function useSeenActions(entries: readonly AuditEntry[]): string[] {
  const seen = useRef(new Set<string>());
  for (const { action } of entries) seen.current.add(action);
  return [...seen.current].sort();
}
