import { z } from 'zod';

const PAIR =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})=(arn:aws[a-z-]*:kms:([a-z0-9-]{5,30}):\d{12}:key\/[\w-]{1,128})$/;

/** The scope of the deployment itself, whose keys are nobody's to bring. */
const EVERYBODYS = '00000000-0000-0000-0000-000000000000';

export interface OwnKey {
  readonly keyId: string;
  readonly region: string;
}

/** `workspace id=ARN of its key`, separated by commas; each workspace once. */
export const ownKeys = z
  .string()
  .max(20_000)
  .default('')
  .transform((text, context): ReadonlyMap<string, OwnKey> => {
    const keys = new Map<string, OwnKey>();
    for (const pair of text.split(',').map((part) => part.trim())) {
      if (pair === '') continue;
      const [, workspaceId = '', keyId = '', region = ''] = PAIR.exec(pair) ?? [];
      if (workspaceId === '' || workspaceId === EVERYBODYS || keys.has(workspaceId)) {
        const message =
          'must be a comma-separated list of workspace id=ARN of a KMS key, each workspace once';
        context.addIssue({ code: 'custom', message });
        return keys;
      }
      keys.set(workspaceId, { keyId, region });
    }
    return keys;
  });
