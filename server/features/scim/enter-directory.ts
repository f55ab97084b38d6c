import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';

/** Asks the door alone: for answers that hold nothing of the workspace. */
export function enterDirectory(caller: WorkspaceCaller): Promise<void> {
  return read(caller, 'member.read', async () => ({ out: undefined, disclosed: undefined }));
}
