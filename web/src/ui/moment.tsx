import { minuteOf, relativeTime } from './time-words.ts';

/** A time as people say it; the exact one on pointing at it. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={minuteOf(at)} className="whitespace-nowrap">
      {relativeTime(Date.parse(at), Date.now())}
    </time>
  );
}
