import { z } from 'zod';
import { Id, Key } from '#contracts/common.ts';
import {
  CaseTypeWrite,
  Category,
  CategoryWrite,
  ItemParams,
  Tag,
  TagWrite,
  Template,
  TemplateWrite,
  Workspace,
  WorkspacePatch,
} from '#contracts/workspaces.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, json } from '#server/http/route.ts';
import { changeWorkspace, writeCaseType } from './change-workspace.ts';
import { readWorkspace } from './read-workspace.ts';
import {
  addCategory,
  addTag,
  addTemplate,
  changeCategory,
  changeTag,
  changeTemplate,
  removeCategory,
  removeTag,
  removeTemplate,
} from './words.ts';

const BASE = '/api/v1/workspaces/:workspaceId';
const params = z.strictObject({ workspaceId: Id });
const taxonomy = inWorkspace('taxonomy.edit');
const templates = inWorkspace('template.edit');

const get = defineRoute({
  method: 'GET',
  url: BASE,
  summary: 'Everything a screen needs to draw the workspace.',
  access: inWorkspace('case.read'),
  input: { params },
  reply: json(Workspace),
  rate: 'read',
  discloses: [],
  handle: async ({ caller, etag }) => {
    const workspace = await readWorkspace(caller);
    etag(workspace.version);
    return workspace;
  },
});

const patch = defineRoute({
  method: 'PATCH',
  url: BASE,
  summary: 'Changes name, labels, review rule or policies.',
  access: inWorkspace('workspace.edit'),
  input: { params, body: WorkspacePatch },
  reply: json(Workspace),
  rate: 'write',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, body, ifMatch }) =>
    changeWorkspace(caller, { ...body, ifMatch: requireVersion(ifMatch), passId: caller.passId }),
});

const caseType = defineRoute({
  method: 'PUT',
  url: `${BASE}/case-types/:key`,
  summary: 'Replaces a case type, or adds one.',
  access: inWorkspace('workspace.edit'),
  input: { params: z.strictObject({ workspaceId: Id, key: Key }), body: CaseTypeWrite },
  reply: json(Workspace),
  rate: 'write',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, params: { key }, body, ifMatch }) =>
    writeCaseType(caller, { type: { ...body, key }, ifMatch: requireVersion(ifMatch) }),
});

const postCategory = defineRoute({
  method: 'POST',
  url: `${BASE}/categories`,
  summary: 'Adds a category.',
  access: taxonomy,
  input: { params, body: CategoryWrite },
  reply: json(Category, 201),
  rate: 'write',
  discloses: [],
  handle: ({ caller, body }) => addCategory(caller, body),
});

const patchCategory = defineRoute({
  method: 'PATCH',
  url: `${BASE}/categories/:id`,
  summary: 'Changes a category.',
  access: taxonomy,
  input: { params: ItemParams, body: CategoryWrite },
  reply: json(Category),
  rate: 'write',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, params: { id }, body, ifMatch }) =>
    changeCategory(caller, { id, ...body, ifMatch: requireVersion(ifMatch) }),
});

const deleteCategory = removal({
  url: `${BASE}/categories/:id`,
  summary: 'Removes a category; its cases keep existing without one.',
  access: taxonomy,
  params: ItemParams,
  remove: removeCategory,
});

const postTag = defineRoute({
  method: 'POST',
  url: `${BASE}/tags`,
  summary: 'Adds a tag.',
  access: taxonomy,
  input: { params, body: TagWrite },
  reply: json(Tag, 201),
  rate: 'write',
  discloses: [],
  handle: ({ caller, body }) => addTag(caller, body),
});

const patchTag = defineRoute({
  method: 'PATCH',
  url: `${BASE}/tags/:id`,
  summary: 'Changes a tag.',
  access: taxonomy,
  input: { params: ItemParams, body: TagWrite },
  reply: json(Tag),
  rate: 'write',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, params: { id }, body, ifMatch }) =>
    changeTag(caller, { id, ...body, ifMatch: requireVersion(ifMatch) }),
});

const deleteTag = removal({
  url: `${BASE}/tags/:id`,
  summary: 'Removes a tag from the workspace and its cases.',
  access: taxonomy,
  params: ItemParams,
  remove: removeTag,
});

const postTemplate = defineRoute({
  method: 'POST',
  url: `${BASE}/templates`,
  summary: 'Adds a template.',
  access: templates,
  input: { params, body: TemplateWrite },
  reply: json(Template, 201),
  rate: 'write',
  discloses: [],
  handle: ({ caller, body }) => addTemplate(caller, body),
});

const putTemplate = defineRoute({
  method: 'PUT',
  url: `${BASE}/templates/:id`,
  summary: 'Changes a template.',
  access: templates,
  input: { params: ItemParams, body: TemplateWrite },
  reply: json(Template),
  rate: 'write',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, params: { id }, body, ifMatch }) =>
    changeTemplate(caller, { id, ...body, ifMatch: requireVersion(ifMatch) }),
});

const deleteTemplate = removal({
  url: `${BASE}/templates/:id`,
  summary: 'Removes a template.',
  access: templates,
  params: ItemParams,
  remove: removeTemplate,
});

export const workspaceRoutes = [
  get,
  patch,
  caseType,
  postCategory,
  patchCategory,
  deleteCategory,
  postTag,
  patchTag,
  deleteTag,
  postTemplate,
  putTemplate,
  deleteTemplate,
];
