import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { sizeWords } from './file-words.ts';
import type { Sending } from './upload-queue.ts';

type SendingRowProps = { sending: Sending; onStop: () => void; onResume: () => void };

export function SendingRow({ sending, onStop, onResume }: SendingRowProps) {
  const { file, sent, failed, pausedFor, final = false } = sending;
  return (
    <li className="space-y-1.5 rounded-md border border-line p-3">
      <p className="flex items-baseline gap-2">
        <span className="min-w-0 grow truncate font-medium">{file.name}</span>
        <span className="shrink-0 text-ink-faint text-sm tabular-nums">
          {failed ? sizeWords(file.size) : `${sizeWords(sent)} of ${sizeWords(file.size)}`}
        </span>
      </p>
      {failed ? (
        <p role="alert" className="text-bad text-sm">
          {failed}
        </p>
      ) : (
        <Progress label={`Sending ${file.name}`} value={sent} max={file.size} />
      )}
      {pausedFor ? (
        <p role="status" className="text-ink-soft text-sm">
          {pausedFor} It goes on by itself.
        </p>
      ) : null}
      <div className="flex gap-2">
        {failed && !final ? (
          <Button size="sm" onClick={onResume}>
            Resume
          </Button>
        ) : null}
        <Button size="sm" look="ghost" onClick={onStop}>
          {final ? 'Dismiss' : 'Stop'}
        </Button>
      </div>
    </li>
  );
}
