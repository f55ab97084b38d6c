import { systemCommand } from '#server/security/command.ts';

/** That a stream does not get through is in the log it streams. */
export const noteTrouble = systemCommand({
  action: 'workspace.secure',
  load: async (_tx, input: { readonly id: string; readonly failure: string }) => input,
  about: () => null,
  async run({ target: { id, failure }, audit }) {
    audit({ action: 'log-stream.failing', targetKind: 'log-stream', targetId: id, detail: { failure } });
  },
});
