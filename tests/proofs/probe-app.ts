import { openDoor } from '#proofs/door.ts';
import { httpClient } from '#proofs/http-client.ts';
import type { ProbeContext, ProbeMail } from '#proofs/probe-context.ts';
import { makeProbeWorlds } from '#server/features/probe-worlds/index.ts';
import { testClock } from '#server/platform/clock/index.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '#tests/support/app.ts';
import { hashQuickly } from '#tests/support/quick-hashes.ts';
import { type Edge, startEdge } from './edge.ts';
import { startProxy } from './proxy.ts';
import type { Sabotage } from './sabotage.ts';

export type ProbeApp = {
  readonly app: TestApp;
  /** Fresh worlds for one probe, seen through the proxy of the sabotage where it has one. */
  tryWith(sabotage: Sabotage, run: (context: ProbeContext) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

/**
 * The app as probes meet it: its mail is caught, secrets are hashed quickly, and waiting for a rate limit moves its
 * clock instead.
 */
export async function startProbeApp(options: TestAppOptions = {}): Promise<ProbeApp> {
  hashQuickly();
  const caught: ProbeMail[] = [];
  const clock = testClock(new Date());
  const now = () => clock.now().getTime();
  const app = await startTestApp({
    clock,
    ...options,
    rewire: async (app) => {
      const mail = { queue: async (letter: Letter) => void caught.push(asMail(letter)) };
      Object.assign(app.services, { mail });
      await options.rewire?.(app);
    },
  });
  return {
    app,
    close: () => app.close(),
    async tryWith(sabotage, run) {
      const proxy = sabotage.rewrite && (await startProxy(app.url, sabotage.rewrite()));
      const url = proxy?.url ?? app.url;
      const client = httpClient(url, { wait: clock.advance });
      const { a, b } = await makeProbeWorlds(app.app.services);
      let edge: Edge | undefined;
      const door = async () => {
        edge ??= await startEdge(url, sabotage.edge);
        return openDoor(edge.url, edge);
      };
      try {
        await run({ url, a, b, call: client.call, door, mails: async () => [...caught], now });
      } finally {
        client.close();
        await edge?.close();
        await proxy?.close();
      }
    },
  };
}

function asMail(letter: Letter): ProbeMail {
  const code = 'code' in letter ? (letter.code.match(/.{4}/g) ?? []).join('-') : '';
  const page = letter.template === 'password-reset' ? 'new-password' : 'invitation';
  const link = 'token' in letter ? `https://cases.example.org/${page}#${letter.token}` : '';
  return { to: letter.to, subject: letter.template, text: `${code} ${link}` };
}
