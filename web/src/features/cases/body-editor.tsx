import { useId, useState } from 'react';
import { cx } from '../../ui/cx.ts';
import { Textarea } from '../../ui/input.tsx';
import { CaseText } from './case-text.tsx';

type BodyEditorProps = {
  body: string;
  error: string | undefined;
  evidenceUrl: (id: string) => string;
  onChange: (body: string) => void;
};

/** The text in Markdown; what it will look like stands beside it, or in its place where there is no room. */
export function BodyEditor({ body, error, evidenceUrl, onChange }: BodyEditorProps) {
  const id = useId();
  const [preview, setPreview] = useState(false);
  return (
    <div className="space-y-1.5">
      <div className="flex items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium text-sm">
          Text
        </label>
        <button
          type="button"
          aria-pressed={preview}
          onClick={() => setPreview(!preview)}
          className="h-7 rounded-md px-2 text-accent-ink text-sm hover:bg-hover"
        >
          {preview ? 'Hide the preview' : 'Show the preview'}
        </button>
      </div>
      <div className={cx('grid gap-3', preview && '2xl:grid-cols-2')}>
        <Textarea
          id={id}
          aria-describedby={`${id}-hint`}
          aria-invalid={error ? true : undefined}
          maxLength={200_000}
          value={body}
          onChange={(event) => onChange(event.target.value)}
          className="min-h-80 font-mono text-sm leading-relaxed"
        />
        {preview ? (
          <section aria-label="Preview" className="rounded-md border border-line px-4 py-3">
            {body.trim() === '' ? (
              <p className="text-ink-faint">Nothing written yet</p>
            ) : (
              <CaseText text={body} evidenceUrl={evidenceUrl} />
            )}
          </section>
        ) : null}
      </div>
      <p id={`${id}-hint`} className="text-ink-faint text-sm">
        Markdown: # heading, **bold**, - list, [link](https://…). Pictures come from the evidence.
      </p>
      {error ? (
        <p role="alert" className="text-bad text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
