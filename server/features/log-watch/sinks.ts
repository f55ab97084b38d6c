import type { StreamTarget } from '#contracts/log-watch.ts';
import type { LogEvent } from '#server/features/audit/index.ts';
import { openArchive } from '#server/platform/archive/index.ts';
import { OutsideError } from '#server/platform/fetch-outside/index.ts';
import type { Services } from '#server/security/services.ts';
import { postMessage } from './standard-webhook.ts';
import type { StreamSettings } from './stream.store.ts';
import { syslogFrames } from './syslog.ts';

type World = Pick<Services, 'outside' | 'clock' | 'publicUrl' | 'inRegion'>;
type TargetOf<K> = Extract<StreamSettings['target'], { kind: K }>;

const DIGITS = 16;

/**
 * Hands entries over, in order; done when all of them were taken. What fails is handed over again, so that a receiver may
 * see an entry twice and tells by its number. @throws OutsideError, or what the object store says
 */
export async function handOver(
  world: World,
  id: string,
  { target, secret }: StreamSettings,
  events: readonly LogEvent[],
): Promise<void> {
  if (!staysInRegion(world, target)) throw new OutsideError('elsewhere');
  if (target.kind === 'syslog') return toSyslog(world, target, events);
  if (target.kind === 's3') return toBucket(world, target, events);
  const { clock, outside } = world;
  const now = clock.now();
  const message = {
    id: `${id}_${events[0]?.seq}-${events.at(-1)?.seq}`,
    type: 'audit.entries',
    at: now.toISOString(),
    data: { entries: events },
  };
  await postMessage(outside, { address: target.address, secret: secret ?? '' }, message, now);
}

/** Whether the log may go there, by the rule that holds for the settings too. */
export function staysInRegion({ inRegion }: Pick<World, 'inRegion'>, target: StreamTarget): boolean {
  return inRegion(addressOf(target));
}

/** Where a target is reached; Amazon's own bucket by its region. */
function addressOf(target: StreamTarget): string {
  if (target.kind === 'webhook') return target.address;
  if (target.kind === 's3') return target.endpoint ?? `https://s3.${target.region}.amazonaws.com`;
  const { host, port } = target;
  return `tls://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function toSyslog({ outside, publicUrl }: World, target: TargetOf<'syslog'>, events: readonly LogEvent[]) {
  const frames = syslogFrames(new URL(publicUrl).hostname, events);
  return outside.pour(addressOf(target), frames, target.authority ?? undefined);
}

/** One object a batch, named by its numbers: the names in order are the entries in order. */
async function toBucket({ outside }: World, target: TargetOf<'s3'>, events: readonly LogEvent[]) {
  const { bucket, region, accessKeyId, secretAccessKey } = target;
  const endpoint = addressOf(target);
  const agents = await outside.agentsFor(endpoint);
  const credentials = { accessKeyId, secretAccessKey };
  const archive = await openArchive({ kind: 's3', bucket, region, endpoint, credentials, agents });
  const [first = 0, last = 0] = [events[0]?.seq, events.at(-1)?.seq];
  const name = `audit/${String(first).padStart(DIGITS, '0')}-${String(last).padStart(DIGITS, '0')}.ndjson`;
  const content = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  try {
    await archive.put(name, one(content));
  } catch {
    throw new OutsideError('unreachable');
  } finally {
    agents.httpAgent.destroy();
    agents.httpsAgent.destroy();
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}
