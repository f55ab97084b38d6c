import Upload from 'lucide-react/icons/upload';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { DropTarget } from '../../ui/drop-target.tsx';

/** Files are dropped anywhere on it, or chosen by the button. */
export function DropZone({ onFiles, children }: { onFiles: (files: File[]) => void; children: ReactNode }) {
  return (
    <DropTarget
      label="Add files"
      inputLabel="Files"
      multiple
      onFiles={onFiles}
      className="flex-wrap gap-x-3 gap-y-1 rounded-md px-4 py-5 text-ink-soft"
    >
      {(choose) => (
        <>
          <Button icon={<Upload aria-hidden className="size-4" />} onClick={choose}>
            Choose files
          </Button>
          <span>or drop them here</span>
          <p className="w-full text-ink-faint text-sm">{children}</p>
        </>
      )}
    </DropTarget>
  );
}
