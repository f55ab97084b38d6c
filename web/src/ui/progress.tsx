type ProgressProps = { label: string; value?: number | undefined; max?: number };

/** `value` of `max`; without a value, that something runs whose end is not known. */
export function Progress({ label, value, max = 1 }: ProgressProps) {
  const share = value === undefined ? undefined : Math.min(1, value / max);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      className="h-1.5 overflow-hidden rounded-full bg-hover"
    >
      {share === undefined ? (
        <div className="h-full w-1/3 animate-slide rounded-full bg-accent" />
      ) : (
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${share * 100}%` }}
        />
      )}
    </div>
  );
}
