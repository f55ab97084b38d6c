import { assertStatus } from '#tests/support/client.ts';
import { caseOf, fileOf, sharedFileOf, uploadOf } from '../kitchen.ts';
import type { Kitchen, Recipe, Recipes } from '../recipe.ts';

const BASE = '/api/v1/workspaces/:workspaceId';

const newFile = { name: 'more.txt', size: 6, type: 'text/plain', caption: 'More', tags: ['one'] };

const ofUpload = (more: object = {}): Recipe => ({
  about: 'private',
  prepare: async (kitchen) => ({
    params: { uploadId: await uploadOf(kitchen, await caseOf(kitchen)) },
    ...more,
  }),
});

async function clean(kitchen: Kitchen): Promise<string> {
  return (await fileOf(kitchen, await caseOf(kitchen))).id;
}

const ofFile: Recipe = {
  about: 'case',
  async prepare(kitchen) {
    const { evidenceId } = await sharedFileOf(kitchen);
    return { params: { evidenceId } };
  },
};

export const evidenceRecipes: Recipes = {
  [`POST ${BASE}/cases/:caseId/uploads`]: {
    repeatable: true,
    about: 'case',
    async prepare(kitchen) {
      const { caseId, evidenceId: replacesId } = await sharedFileOf(kitchen);
      return { params: { caseId }, body: { ...newFile, replacesId } };
    },
  },
  [`PATCH ${BASE}/uploads/:uploadId`]: ofUpload({
    bytes: Buffer.from('a note'),
    headers: { 'upload-offset': '0' },
  }),
  [`GET ${BASE}/uploads/:uploadId`]: ofUpload(),
  [`DELETE ${BASE}/uploads/:uploadId`]: ofUpload(),
  [`POST ${BASE}/cases/:caseId/evidence/query`]: {
    about: 'case',
    prepare: async (kitchen) => ({ params: { caseId: (await caseOf(kitchen)).id }, body: { limit: 5 } }),
  },
  [`GET ${BASE}/evidence/:evidenceId/versions`]: ofFile,
  [`GET ${BASE}/evidence/:evidenceId/content`]: ofFile,
  [`GET ${BASE}/evidence/:evidenceId/preview`]: ofFile,
  [`PATCH ${BASE}/evidence/:evidenceId`]: {
    about: 'case',
    async prepare(kitchen) {
      const evidenceId = await clean(kitchen);
      const { place, maker } = kitchen;
      const versions = await place.as(maker).get(`${place.path}/evidence/${evidenceId}/versions`);
      assertStatus(versions, 200);
      return {
        params: { evidenceId },
        body: { caption: 'Seen from the left', tags: ['left'] },
        headers: { 'if-match': `"v${versions.body.items[0].version}"` },
      };
    },
  },
  [`DELETE ${BASE}/evidence/:evidenceId`]: {
    about: 'case',
    prepare: async (kitchen) => ({ params: { evidenceId: await clean(kitchen) } }),
  },
};
