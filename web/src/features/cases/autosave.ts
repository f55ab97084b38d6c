export type SaveState = 'clean' | 'waiting' | 'saving' | 'saved' | 'failed';

type Timer = { set: (run: () => void, ms: number) => unknown; clear: (timer: unknown) => void };

export const QUIET_MS = 1_200;
export const RETRY_MS = 5_000;

/**
 * Saves what is typed a moment after the typing stops, one save at a time, the newest text last; a failed save
 * is tried again until it holds.
 */
export function createAutosave<Content>(
  save: (content: Content) => Promise<void>,
  tell: (state: SaveState) => void,
  timer: Timer,
) {
  let next: { content: Content } | undefined;
  let running: Promise<void> | undefined;
  let waiting: unknown;
  let stopped = false;

  const plan = (ms: number) => {
    timer.clear(waiting);
    waiting = timer.set(() => void flush(), ms);
  };

  const flush = async (): Promise<void> => {
    timer.clear(waiting);
    await running;
    if (next === undefined || stopped) return;
    const { content } = next;
    next = undefined;
    tell('saving');
    running = save(content).then(
      () => tell(next === undefined ? 'saved' : 'waiting'),
      () => {
        tell('failed');
        next ??= { content };
        if (!stopped) plan(RETRY_MS);
      },
    );
    await running;
    running = undefined;
  };

  const change = (content: Content) => {
    next = { content };
    tell('waiting');
    plan(QUIET_MS);
  };

  /** No more saves: the text has been saved for good, or thrown away. Waits for one under way. */
  const stop = async () => {
    stopped = true;
    timer.clear(waiting);
    await running;
  };

  return { change, flush, stop };
}
