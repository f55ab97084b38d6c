import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { CaseImport, ImportCheck, ImportReading } from '#contracts/case-imports.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Page } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { CheckResult } from './check-result.tsx';
import { ColumnsForm } from './columns-form.tsx';
import { DiscardButton } from './discard-button.tsx';
import { importsQuery, isUnderWay, openImportQuery } from './imports.queries.ts';
import { RunPanel } from './run-panel.tsx';
import { Steps } from './steps.tsx';

/** One import, at whichever step it stands. */
export function ImportScreen() {
  const { workspace } = usePlace();
  const { importId = '' } = useParams({ strict: false });
  const imports = useQuery(importsQuery(workspace.id));
  const one = imports.data?.items.find(({ id }) => id === importId);
  if (imports.isPending) return <SkeletonRows what="the import" />;
  if (imports.isError)
    return <ErrorState screen message={sentenceOf(imports.error)} onRetry={() => void imports.refetch()} />;
  if (one === undefined)
    return <ErrorState screen title="There is no such import" message="It is gone, or somebody else’s." />;
  const waits = one.state === 'received' || one.state === 'receiving';
  return (
    <Page width="text" title={one.name} actions={waits ? <DiscardButton one={one} /> : null}>
      {waits ? (
        <Prepare one={one} />
      ) : (
        <>
          {isUnderWay(one) ? <Steps at={4} /> : null}
          <RunPanel one={one} />
        </>
      )}
    </Page>
  );
}

function Prepare({ one }: { one: CaseImport }) {
  const { workspace } = usePlace();
  const [reading, setReading] = useState<ImportReading>({});
  const [check, setCheck] = useState<ImportCheck>();
  const opened = useQuery({
    ...openImportQuery(workspace.id, one.id, reading),
    enabled: one.state === 'received',
  });
  if (one.state === 'receiving')
    return (
      <ErrorState title="This file was not sent to its end" message="Discard it, and choose it once more." />
    );
  if (check !== undefined)
    return (
      <>
        <Steps at={3} />
        <CheckResult one={one} check={check} onBack={() => setCheck(undefined)} />
      </>
    );
  return (
    <>
      <Steps at={2} />
      {opened.isPending ? <SkeletonRows what="the columns" /> : null}
      {opened.isError ? (
        <ErrorState message={sentenceOf(opened.error)} onRetry={() => void opened.refetch()} />
      ) : null}
      {opened.data ? (
        <ColumnsForm
          key={JSON.stringify(reading)}
          opened={opened.data}
          onReading={setReading}
          onChecked={setCheck}
        />
      ) : null}
    </>
  );
}
