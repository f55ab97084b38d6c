import { type ReactNode, useRef, useState } from 'react';
import { cx } from './cx.ts';

type DropTargetProps = {
  label: string;
  /** What the hidden input of the browser is called. */
  inputLabel: string;
  onFiles: (files: File[]) => void;
  /** Given what opens the browser's own way of choosing. */
  children: (choose: () => void) => ReactNode;
  className?: string;
  multiple?: boolean;
  /** As the `accept` of an input. */
  accept?: string;
};

/** A frame that files are dropped on, or chosen for. */
export function DropTarget(props: DropTargetProps) {
  const { label, inputLabel, onFiles, children, className, multiple = false, accept } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <section
      aria-label={label}
      className={cx(
        'flex items-center justify-center border border-dashed text-center',
        over ? 'border-accent-ink bg-accent-soft' : 'border-line-strong/60',
        className,
      )}
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
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        multiple={multiple}
        accept={accept}
        hidden
        aria-label={inputLabel}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </section>
  );
}
