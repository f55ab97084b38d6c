import { LiveEvent } from '#contracts/events.ts';

/** What a trigger of the database says where a session, an account, a membership or a policy shuts somebody out. */
const ACCESS_CHANGED = 'access.changed';

export type Hear = (event: LiveEvent) => void;

/** Hands each notice to those who listen to its workspace. It knows ids only; what they may see is asked elsewhere. */
export interface EventHub {
  subscribe(workspaceId: string, hear: Hear): () => void;
  /** Hears that something changed about who may come in: one of these people, or one of these workspaces. */
  onAccessChange(ids: readonly string[], hear: () => void): () => void;
  /** How many such changes this node has heard of: whoever begins to listen late can tell. */
  accessChanges(): number;
  /** A notice of the database: `[workspaceId, topic, targetId]`. */
  notice(payload: string): void;
  /** Notices were lost: everyone hears that the workspace changed, and asks again. */
  gap(): void;
}

export function createEventHub(): EventHub {
  const listeners = new Listeners<Hear>();
  const doors = new Listeners<() => void>();
  let changes = 0;

  function tell(workspaceId: string, event: LiveEvent): void {
    for (const hear of listeners.of(workspaceId)) hear(event);
  }

  function tellOfAccess(id: string): void {
    for (const hear of doors.of(id)) hear();
  }

  return {
    subscribe: (workspaceId, hear) => listeners.add(workspaceId, hear),
    onAccessChange(ids, hear) {
      const leave = ids.map((id) => doors.add(id, hear));
      return () => {
        for (const one of leave) one();
      };
    },
    accessChanges: () => changes,
    notice(payload) {
      const [workspaceId, kind, id] = parts(payload);
      if (kind === ACCESS_CHANGED && id !== undefined) {
        changes += 1;
        return tellOfAccess(id);
      }
      const event = LiveEvent.safeParse({ kind, id });
      if (event.success && workspaceId !== undefined) tell(workspaceId, event.data);
    },
    gap() {
      changes += 1;
      for (const id of doors.keys()) tellOfAccess(id);
      for (const workspaceId of listeners.keys())
        tell(workspaceId, { kind: 'workspace.changed', id: workspaceId });
    },
  };
}

/** Those who listen, by what they listen to. Whoever leaves while all are told is not told any more. */
class Listeners<Listener> {
  readonly #byId = new Map<string, Set<Listener>>();

  add(id: string, listener: Listener): () => void {
    const here = this.#byId.get(id) ?? new Set();
    this.#byId.set(id, here.add(listener));
    return () => {
      here.delete(listener);
      if (here.size === 0) this.#byId.delete(id);
    };
  }

  of(id: string): Iterable<Listener> {
    return this.#byId.get(id) ?? [];
  }

  keys(): string[] {
    return [...this.#byId.keys()];
  }
}

function parts(payload: string): (string | undefined)[] {
  try {
    const value: unknown = JSON.parse(payload);
    return Array.isArray(value) ? value.map((part) => (typeof part === 'string' ? part : undefined)) : [];
  } catch {
    return [];
  }
}
