import { crc32 } from 'node:zlib';
import type { SabotageName } from '#proofs/sabotage-names.ts';
import { endRecord, localHeader } from '#server/platform/zip/zip-layout.ts';
import { editFunction } from '../edit-function.ts';
import type { PassingReply, PassingRequest, Sabotage } from '../sabotage.ts';

/** What is done to archives on their way out. */
const toArchives = (change: (archive: Buffer) => Buffer) => () => ({
  reply(reply: PassingReply, request: PassingRequest) {
    if (request.path.endsWith('/archive') && reply.status === 200) reply.body = change(reply.body);
  },
});

export const privacySabotages = {
  'requests-without-end': {
    rewrite: () => ({
      reply(reply: PassingReply, { path }: PassingRequest) {
        if (!path.includes('privacy-requests')) return;
        reply.body = Buffer.from(reply.body.toString().replaceAll(/"dueAt":"\d{4}/g, '"dueAt":"2099'));
      },
    }),
  },
  // Any token of the right form follows the last request.
  'requests-open-to-anyone': {
    rewrite: () => {
      let last: Buffer | undefined;
      return {
        request(request: PassingRequest) {
          if (!request.path.endsWith('/privacy-requests/confirmations')) return;
          if (last === undefined) last = request.body;
          request.body = last;
        },
      };
    },
  },
  // A start that refuses nothing.
  'data-goes-elsewhere': {
    rewire({ services }) {
      const place = { use: 'backups', host: 's3.test', region: 'us-east-1', standing: 'elsewhere' } as const;
      Object.assign(services, { outsidePlaces: [place] });
    },
  },
  'erasures-keep-the-name': {
    prepare: editFunction('app.do_erase_member', ['set sealed_profile = p_profile, state', 'set state']),
  },
  'exports-forget': { rewrite: toArchives(() => endRecord({ count: 0, size: 0, offset: 0 })) },
  'exports-tell-secrets': { rewrite: toArchives((archive) => Buffer.concat([leak(), archive])) },
} as const satisfies Partial<Record<SabotageName, Sabotage>>;

/** A file as a careless export would have it. */
function leak(): Buffer {
  const line = Buffer.from('{"id":"1","secret_hash":"none"}\n');
  const file = { name: 'records/api-tokens-0009.ndjson', size: line.length, stored: line.length };
  return Buffer.concat([localHeader({ ...file, crc32: crc32(line), deflated: false }), line]);
}
