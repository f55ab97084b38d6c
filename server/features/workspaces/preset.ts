import type { Policies } from '#contracts/access.ts';
import type { TemplateContent } from '#contracts/presets.ts';
import type { WorkspaceSettings } from './settings.ts';

/** What a new workspace begins with; everything can be changed later. */
export interface PresetContent {
  readonly settings: WorkspaceSettings;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly templates: readonly TemplateContent[];
}

/** The stricter answer of each policy; a preset lifts what its kind of team needs. */
export const STRICT_POLICIES: Policies = {
  membersEditOthers: false,
  viewersComment: false,
  managersReview: true,
  managersPublish: true,
  membersWorkAll: false,
  reviewersExportLists: false,
  managersReadAudit: false,
  reviewersReadAudit: false,
};
