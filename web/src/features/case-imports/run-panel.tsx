import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import type { CaseImport } from '#contracts/case-imports.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call, type Method } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';
import { toastError } from '../../ui/toast.tsx';
import { shareDone, stateWords } from './import-words.ts';
import { importPath, importsQuery, isUnderWay } from './imports.queries.ts';

/** An import that was asked for: how far it is, what became of its rows, and the ways from here. */
export function RunPanel({ one }: { one: CaseImport }) {
  const { workspace } = usePlace();
  const { words, tone } = stateWords(one);
  const kept = Date.parse(one.keptUntil) > Date.now();
  const path = importPath(workspace.id, one.id);
  const takesBack = one.state === 'undoing' || one.state === 'undone';
  return (
    <Panel>
      <div className="space-y-5 p-4">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={tone}>{words}</Badge>
          <span className="text-ink-faint text-sm">
            <Moment at={one.doneAt ?? one.askedAt} />
          </span>
        </p>
        {isUnderWay(one) ? <Progress label="How far the import is" value={shareDone(one)} /> : null}
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          <Figure name="Rows" value={one.rows ?? 0} />
          <Figure name="Made" value={one.made} />
          <Figure name="Refused" value={one.refused} />
          {takesBack ? <Figure name="Taken back" value={one.undone} /> : null}
          {takesBack && one.left > 0 ? <Figure name="Left" value={one.left} /> : null}
        </dl>
        {one.state === 'stopped' ? (
          <p className="text-ink-soft">It stopped because you could no longer import at that moment.</p>
        ) : null}
        {one.left > 0 ? (
          <p className="text-ink-soft">
            Left are those that somebody has worked on since, that are under a legal hold, or that only an
            admin may remove.
          </p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {one.state === 'queued' || one.state === 'running' ? <StopButton path={path} /> : null}
          {one.made > one.undone && !isUnderWay(one) ? (
            <Link
              to="/w/$workspaceId/cases"
              params={{ workspaceId: workspace.id }}
              className={buttonClass('primary')}
            >
              See the {workspace.labels.cases.toLocaleLowerCase()}
            </Link>
          ) : null}
          {one.refused > 0 && kept ? (
            <a className={buttonClass()} href={`/api/v1${path}/refused`} download>
              <Download aria-hidden className="size-4" /> Refused rows
            </a>
          ) : null}
          {['done', 'cancelled', 'stopped'].includes(one.state) && one.made > 0 && kept ? (
            <TakeBack one={one} path={path} />
          ) : null}
        </div>
        {kept ? (
          <p className="text-ink-faint text-sm">
            The file is kept for you alone, and goes <Moment at={one.keptUntil} />.
          </p>
        ) : null}
      </div>
    </Panel>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt className="text-ink-faint text-sm">{name}</dt>
      <dd className="font-semibold text-xl tabular-nums">{value.toLocaleString('en')}</dd>
    </div>
  );
}

function useTurn(method: Method, path: string) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(method, path),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: importsQuery(workspace.id).queryKey, exact: true }),
  });
}

function StopButton({ path }: { path: string }) {
  const stop = useTurn('DELETE', `${path}/run`);
  return (
    <Button busy={stop.isPending} onClick={() => stop.mutate()}>
      Stop
    </Button>
  );
}

function TakeBack({ one, path }: { one: CaseImport; path: string }) {
  const [asked, setAsked] = useState(false);
  const undo = useTurn('POST', `${path}/undoing`);
  return (
    <>
      <Button onClick={() => setAsked(true)}>Take back</Button>
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        onConfirm={() => {
          setAsked(false);
          undo.mutate();
        }}
        title="Take this import back?"
        action={`Remove ${one.made.toLocaleString('en')}`}
        keep="Keep them"
      >
        What it made is removed, but for those that somebody has worked on since and those under a legal hold.
      </ConfirmDialog>
    </>
  );
}
