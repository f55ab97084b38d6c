import { LiveEvent } from '#contracts/events.ts';

export type Hear = (event: LiveEvent) => void;

/** Hands each notice to those who listen to its workspace. It knows ids only; what they may see is asked elsewhere. */
export interface EventHub {
  subscribe(workspaceId: string, hear: Hear): () => void;
  /** A notice of the database: `[workspaceId, topic, targetId]`. */
  notice(payload: string): void;
  /** Notices were lost: everyone hears that the workspace changed, and asks again. */
  gap(): void;
}

export function createEventHub(): EventHub {
  const listeners = new Map<string, Set<Hear>>();

  function tell(workspaceId: string, event: LiveEvent): void {
    for (const hear of listeners.get(workspaceId) ?? []) hear(event);
  }

  return {
    subscribe(workspaceId, hear) {
      const here = listeners.get(workspaceId) ?? new Set();
      listeners.set(workspaceId, here.add(hear));
      return () => {
        here.delete(hear);
        if (here.size === 0) listeners.delete(workspaceId);
      };
    },
    notice(payload) {
      const [workspaceId, kind, id] = parts(payload);
      const event = LiveEvent.safeParse({ kind, id });
      if (event.success && workspaceId !== undefined) tell(workspaceId, event.data);
    },
    gap() {
      for (const workspaceId of listeners.keys())
        tell(workspaceId, { kind: 'workspace.changed', id: workspaceId });
    },
  };
}

function parts(payload: string): (string | undefined)[] {
  try {
    const value: unknown = JSON.parse(payload);
    return Array.isArray(value) ? value.map((part) => (typeof part === 'string' ? part : undefined)) : [];
  } catch {
    return [];
  }
}
