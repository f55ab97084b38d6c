import { useMutation, useQueryClient } from '@tanstack/react-query';
import Ellipsis from 'lucide-react/icons/ellipsis';
import { useRef, useState } from 'react';
import type { Case } from '#contracts/cases.ts';
import type { Evidence } from '#contracts/evidence.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { downloadFile, evidenceKey, evidencePath } from './evidence.queries.ts';
import { EvidenceDialog } from './evidence-dialog.tsx';
import { PreviewDialog } from './preview-dialog.tsx';

type EvidenceMenuProps = { of: Case; evidence: Evidence; onFile: (file: File) => void };
type Shown = 'preview' | 'edit' | 'delete';

export function EvidenceMenu({ of, evidence, onFile }: EvidenceMenuProps) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [shown, setShown] = useState<Shown | undefined>();
  const chosen = useRef<HTMLInputElement>(null);
  const close = () => setShown(undefined);
  const remove = useMutation({
    mutationFn: () => call('DELETE', evidencePath(workspace.id, evidence.id)),
    onSuccess: () => toast('The file is deleted'),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: evidenceKey(workspace.id, of.id) }),
  });
  const clean = evidence.state === 'clean';
  return (
    <>
      <Menu
        label={`More about ${evidence.name}`}
        side="end"
        trigger={<Ellipsis aria-hidden className="size-4" />}
        triggerClass={`${buttonClass('ghost', 'sm')} !w-7 !px-0`}
      >
        {evidence.state === 'uploading' ? (
          <MenuItem onSelect={() => chosen.current?.click()}>Choose it again to go on</MenuItem>
        ) : null}
        {clean && evidence.preview ? (
          <MenuItem onSelect={() => setShown('preview')}>Look at it</MenuItem>
        ) : null}
        {clean ? (
          <MenuItem onSelect={() => downloadFile(workspace.id, evidence.id)}>Download</MenuItem>
        ) : null}
        {clean && evidence.preview === 'image' ? (
          <MenuItem onSelect={() => void copyForText(evidence)}>Copy for the text</MenuItem>
        ) : null}
        {evidence.mayEdit ? <MenuLine /> : null}
        {evidence.mayEdit ? (
          <MenuItem onSelect={() => setShown('edit')}>Name, caption, who sees it</MenuItem>
        ) : null}
        {evidence.mayEdit && clean ? (
          <MenuItem onSelect={() => chosen.current?.click()}>New version</MenuItem>
        ) : null}
        {evidence.mayDelete ? (
          <MenuItem danger onSelect={() => setShown('delete')}>
            Delete
          </MenuItem>
        ) : null}
      </Menu>
      <input
        ref={chosen}
        type="file"
        hidden
        aria-label={`The file for ${evidence.name}`}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onFile(file);
          event.target.value = '';
        }}
      />
      {shown === 'preview' ? <PreviewDialog evidence={evidence} onClose={close} /> : null}
      {shown === 'edit' ? <EvidenceDialog of={of} evidence={evidence} onClose={close} /> : null}
      <ConfirmDialog
        open={shown === 'delete'}
        busy={remove.isPending}
        onClose={close}
        onConfirm={() => remove.mutate()}
        title={`Delete ${evidence.name}?`}
        action="Delete"
      >
        The file, its older versions and the text found in it are lost. The timeline keeps that there was a
        file, and who deleted it.
      </ConfirmDialog>
    </>
  );
}

async function copyForText({ id, name }: Evidence): Promise<void> {
  await navigator.clipboard.writeText(`![${name.replaceAll(/[[\]]/g, '')}](evidence:${id})`);
  toast('Copied. Paste it into the text.');
}
