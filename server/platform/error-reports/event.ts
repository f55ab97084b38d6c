import { framesOf } from './frames.ts';

/** An error after scrubbing, as the log writes it. */
export interface ScrubbedError {
  readonly type: string;
  readonly message: string;
  readonly stack: readonly string[];
  readonly cause?: ScrubbedError | undefined;
}

/** What is said beside an error: words of the code, never of a request. */
export interface Occasion {
  readonly kind: 'route' | 'job' | 'browser' | 'process';
  /** The pattern of the route or page, or the name of the queue. */
  readonly place: string;
  /** Of the request, so that the log line can be found. */
  readonly requestId?: string | undefined;
}

export interface EventSurroundings {
  readonly id: string;
  readonly at: Date;
  readonly release: string;
  readonly environment: string;
}

const MOST_CAUSES = 5;

/** An event as the Sentry protocol has it (event payloads, exception interface). No user, no request, no host. */
export function eventOf(error: ScrubbedError, occasion: Occasion, around: EventSurroundings): object {
  return {
    event_id: around.id,
    timestamp: around.at.toISOString(),
    platform: occasion.kind === 'browser' ? 'javascript' : 'node',
    level: occasion.kind === 'process' ? 'fatal' : 'error',
    logger: occasion.kind,
    transaction: occasion.place,
    release: around.release,
    environment: around.environment,
    tags: {
      kind: occasion.kind,
      ...(occasion.requestId !== undefined && { request_id: occasion.requestId }),
    },
    exception: { values: exceptionsOf(error) },
  };
}

/** The innermost cause first, as the protocol wants it. */
function exceptionsOf(error: ScrubbedError): object[] {
  const chain: ScrubbedError[] = [];
  for (let each: ScrubbedError | undefined = error; each && chain.length <= MOST_CAUSES; each = each.cause) {
    chain.push(each);
  }
  return chain.reverse().map(({ type, message, stack }) => ({
    type,
    value: message,
    stacktrace: { frames: framesOf(stack) },
  }));
}
