import type { CaseSummary } from '#contracts/cases.ts';
import type { Severity } from '#contracts/common.ts';
import type { Phase } from '#contracts/presets.ts';
import { useWorkspace } from '../../app/workspace-context.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { cx } from '../../ui/cx.ts';
import { stateLabel } from './workspace-words.ts';

const PHASE_TONES: Record<Phase, Tone> = {
  draft: 'neutral',
  review: 'accent',
  open: 'good',
  closed: 'neutral',
};

/** The state of a case in the words of its type. */
export function StateBadge({ of }: { of: Pick<CaseSummary, 'type' | 'state' | 'phase' | 'revisionNeeded'> }) {
  const label = stateLabel(useWorkspace(), of);
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={PHASE_TONES[of.phase]}>{label}</Badge>
      {of.revisionNeeded ? <Badge tone="warn">Revision needed</Badge> : null}
    </span>
  );
}

export const SEVERITY_NAMES: Record<Severity, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

const LEVELS: Record<Severity, number> = { low: 1, medium: 2, high: 3, critical: 4 };

/** Bars and, for readers or where there is room, the word: never colour alone. */
export function SeverityMark({ severity, word = false }: { severity: Severity | null; word?: boolean }) {
  if (severity === null)
    return word ? <span className="text-ink-faint">Not set</span> : <span className="w-4 shrink-0" />;
  const level = LEVELS[severity];
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5" title={SEVERITY_NAMES[severity]}>
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className={cx('size-4', level >= 4 ? 'text-bad' : level === 3 ? 'text-warn' : 'text-ink-faint')}
      >
        {[1, 2, 3, 4].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.5 - 2}
            y={13 - bar * 2.6}
            width="2.4"
            height={bar * 2.6}
            rx="0.8"
            fill="currentColor"
            opacity={bar <= level ? 1 : 0.25}
          />
        ))}
      </svg>
      <span className={word ? undefined : 'sr-only'}>{SEVERITY_NAMES[severity]}</span>
    </span>
  );
}
