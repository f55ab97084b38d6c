import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Case, CaseConflict, CasePatch } from '#contracts/cases.ts';
import type { CaseDraftWrite } from '#contracts/drafts.ts';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { toast } from '../../ui/toast.tsx';
import { caseKey, casePath, caseQuery, draftsQuery, homeQuery } from './case.queries.ts';
import { useAutosave } from './use-autosave.ts';

/**
 * Saves an edited case on the version it began from, and keeps the typing as a draft until then. A refusal
 * because someone saved first becomes `conflict`; saving over it names their version.
 */
export function useCaseSave(of: Pick<Case, 'id'>, baseVersion: number, onDone: () => void) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const path = casePath(workspace.id, of.id);
  const [conflict, setConflict] = useState<CaseConflict | undefined>();
  const draft = useAutosave((content: CasePatch) => {
    const body: CaseDraftWrite = { baseVersion, content };
    return call('PUT', `${path}/draft`, { body });
  });
  const finish = async () => {
    await draft.stop();
    await call('DELETE', `${path}/draft`).catch(() => undefined);
    await client.invalidateQueries({ queryKey: homeQuery(workspace.id).queryKey });
    await client.invalidateQueries({ queryKey: draftsQuery(workspace.id).queryKey });
    client.removeQueries({ queryKey: [...caseKey(workspace.id, of.id), 'draft'] });
    onDone();
  };
  const save = useMutation({
    mutationFn: ({ patch, version }: { patch: CasePatch; version: number }) =>
      call<Case>('PATCH', path, { body: patch, ifMatch: ifMatchOf({ version }) }),
    onSuccess: async (saved) => {
      client.setQueryData(caseQuery(workspace.id, of.id).queryKey, saved);
      setConflict(undefined);
      await finish();
      toast('Saved');
      await client.invalidateQueries({ queryKey: ['w', workspace.id] });
    },
    onError: (error) => setConflict((before) => afterAll(before, conflictOf(error))),
  });
  const submit = (patch: CasePatch, version = baseVersion) => {
    if (Object.keys(patch).length === 0) void finish();
    else save.mutate({ patch, version });
  };
  return {
    keep: draft.change,
    draftState: draft.state,
    busy: save.isPending,
    error: conflict ? null : save.error,
    conflict,
    closeConflict: () => setConflict(undefined),
    submit,
    submitOver: (patch: CasePatch) => conflict && submit(patch, conflict.current.version),
    discard: () => void finish(),
  };
}

/** A clash while settling one: what was changed first still asks for its decision. */
function afterAll(before: CaseConflict | undefined, now: CaseConflict | undefined): CaseConflict | undefined {
  if (before === undefined || now === undefined) return now;
  return { ...now, changed: [...new Set([...before.changed, ...now.changed])] };
}

function conflictOf(error: Error): CaseConflict | undefined {
  if (!(error instanceof ApiError) || error.status !== 412) return undefined;
  const details = error.problem?.details;
  return details !== undefined && 'current' in details && 'changed' in details
    ? (details as CaseConflict)
    : undefined;
}
