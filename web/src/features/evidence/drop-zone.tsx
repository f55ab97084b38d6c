import Upload from 'lucide-react/icons/upload';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';

/** Files are dropped anywhere on it, or chosen by the button. */
export function DropZone({ onFiles, children }: { onFiles: (files: File[]) => void; children: ReactNode }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <section
      aria-label="Add files"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      <div
        className={cx(
          'flex flex-wrap items-center justify-center gap-x-3 gap-y-1 rounded-md border border-dashed px-4 py-5 text-center text-ink-soft',
          over ? 'border-accent-ink bg-accent-soft' : 'border-line-strong/60',
        )}
      >
        <Button icon={<Upload aria-hidden className="size-4" />} onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <span>or drop them here</span>
        <p className="w-full text-ink-faint text-sm">{children}</p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
    </section>
  );
}
