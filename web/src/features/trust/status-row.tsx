import type { StatusPart } from '#contracts/status.ts';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { Moment } from '../../ui/moment.tsx';
import { dayOf } from '../../ui/time-words.ts';
import { type DayLook, dayLooks, NOTES, PARTS, STATUS, shareWords } from './status-words.ts';

const BARS: Record<DayLook['worst'], string> = {
  ok: 'bg-good',
  degraded: 'bg-warn',
  down: 'bg-bad',
  none: 'bg-line',
};
const WORDS: Record<DayLook['worst'], string> = {
  ok: 'working',
  degraded: 'degraded for a time',
  down: 'down for a time',
  none: 'not looked at',
};
/** So many fit on a phone. */
const ON_A_PHONE = 45;

/** Parts that are judged by when they last were. */
const LAST: ReadonlySet<StatusPart['name']> = new Set(['backup', 'drill']);

/** One part: how it is, since when, and its 90 days. */
export function StatusRow({ part, now, facts }: { part: StatusPart; now: number; facts: string | null }) {
  const { name, status, note, since, at, count, ms, days } = part;
  const amiss = note === null ? null : count === null ? NOTES[note] : `${NOTES[note]}: ${count}`;
  const looks = dayLooks(days, now);
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="grow font-medium">{PARTS[name]}</span>
        <span className="text-ink-faint text-sm tabular-nums">{ms.toFixed(1)} ms</span>
        <Badge tone={amiss !== null && status === 'ok' ? 'warn' : STATUS[status].tone}>
          {amiss ?? STATUS[status].text}
        </Badge>
      </div>
      <div aria-hidden className="mt-2 flex h-5 gap-px">
        {looks.map(({ day, worst }, index) => (
          <span
            key={day}
            title={`${dayOf(`${day}T12:00:00Z`)}: ${WORDS[worst]}`}
            className={cx(
              'min-w-0 grow rounded-[1px]',
              BARS[worst],
              index < looks.length - ON_A_PHONE && 'hidden sm:block',
            )}
          />
        ))}
      </div>
      <p className="mt-1.5 flex flex-wrap justify-between gap-x-3 text-ink-faint text-sm">
        <span>{shareWords(days)}</span>
        {since === null || status === 'off' ? null : (
          <span>
            {STATUS[status].text.toLowerCase()} since <Moment at={since} />
          </span>
        )}
      </p>
      {LAST.has(name) && at !== null ? (
        <p className="text-ink-faint text-sm">
          Last one <Moment at={at} />
          {facts === null ? '' : ` · ${facts}`}
        </p>
      ) : null}
    </li>
  );
}
