import { systemCommand } from '#server/security/command.ts';
import type { AnswerReason } from './answer-refusal.ts';
import type { SamlReason } from './saml/refusal.ts';

interface Refused {
  readonly connectionId: string;
  readonly reason: SamlReason | AnswerReason | 'domain' | 'membership' | 'account';
  /** The reference that the person was shown. */
  readonly requestId: string;
}

/** What the person is not told stands in the workspace's log. */
export const noteRefusal = systemCommand({
  action: 'workspace.secure',
  load: async () => ({}),
  about: () => null,
  async run({ audit }, { connectionId, reason, requestId }: Refused) {
    audit({
      action: 'sso.refused',
      targetKind: 'sso-connection',
      targetId: connectionId,
      detail: { reason, reference: requestId },
    });
  },
});
