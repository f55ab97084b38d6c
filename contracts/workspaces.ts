import { z } from 'zod';
import { Actions, Policies } from './access.ts';
import { Id, line, Role, Version } from './common.ts';
import { CaseType, Labels, Preset, TemplateContent } from './presets.ts';

/** How many approvals decide a round; `count` is read by the mode `count` alone. */
export const ReviewRule = z.strictObject({
  mode: z.enum(['off', 'any', 'all', 'count']),
  count: z.int().min(1).max(20),
});
export type ReviewRule = z.infer<typeof ReviewRule>;

/** In the order of `position`; an archived one stays on its cases and is no longer offered. */
export const Category = z.strictObject({
  id: Id,
  label: line(60),
  position: z.int().min(0).max(10_000),
  archived: z.boolean(),
  version: Version,
});
export type Category = z.infer<typeof Category>;

export const TagColor = z.enum(['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple']);
export const Tag = z.strictObject({ id: Id, label: line(60), color: TagColor, version: Version });
export type Tag = z.infer<typeof Tag>;

export const Template = TemplateContent.extend({ id: Id, version: Version });
export type Template = z.infer<typeof Template>;

/** GET /workspaces/:workspaceId: everything a screen needs to draw the workspace. ETag = `version`. */
export const Workspace = z.strictObject({
  id: Id,
  name: line(120),
  preset: Preset,
  region: z.string().max(60),
  version: Version,
  role: Role,
  actions: Actions,
  labels: Labels,
  reviewRule: ReviewRule,
  policies: Policies,
  caseTypes: z.array(CaseType).min(1).max(30),
  categories: z.array(Category).max(500),
  tags: z.array(Tag).max(1000),
  templates: z.array(Template).max(100),
});
export type Workspace = z.infer<typeof Workspace>;

/** PATCH /workspaces/:workspaceId with If-Match; what is absent stays. Replies `Workspace`. */
export const WorkspacePatch = z.strictObject({
  name: line(120).optional(),
  labels: Labels.optional(),
  reviewRule: ReviewRule.optional(),
  policies: Policies.partial().optional(),
});
export type WorkspacePatch = z.infer<typeof WorkspacePatch>;

/** PUT /workspaces/:workspaceId/case-types/:key with the workspace's If-Match. */
export const CaseTypeWrite = CaseType;

/** POST /workspaces/:workspaceId/categories, PATCH (with If-Match) and DELETE …/categories/:id */
export const CategoryWrite = Category.omit({ id: true, version: true });
export type CategoryWrite = z.infer<typeof CategoryWrite>;

/** POST /workspaces/:workspaceId/tags, PATCH (with If-Match) and DELETE …/tags/:id */
export const TagWrite = Tag.omit({ id: true, version: true });
export type TagWrite = z.infer<typeof TagWrite>;

/** POST /workspaces/:workspaceId/templates, PUT (with If-Match) and DELETE …/templates/:id */
export const TemplateWrite = TemplateContent;
export type TemplateWrite = z.infer<typeof TemplateWrite>;

/** POST /workspaces: a further workspace, owned by whoever makes it. */
export const WorkspaceCreate = z.strictObject({ name: line(120), preset: Preset });
export type WorkspaceCreate = z.infer<typeof WorkspaceCreate>;

export const ItemParams = z.strictObject({ workspaceId: Id, id: Id });
