import type { Action } from '#contracts/access.ts';
import type { ProbeRole } from '../probe-context.ts';

const belowOwner: readonly ProbeRole[] = ['admin', 'manager', 'reviewer', 'member', 'viewer'];
const belowAdmin = belowOwner.slice(1);
const belowManager = belowOwner.slice(2);
const belowReviewer = belowOwner.slice(3);
const viewer = belowOwner.slice(4);

/**
 * The promise itself, said once more and apart from the server's own table: which roles may never do a thing,
 * whatever the policies of the workspace and whoever owns the record.
 */
export const neverMay: Readonly<Partial<Record<Action, readonly ProbeRole[]>>> = {
  'case.create': viewer,
  'case.import': belowManager,
  'case.edit': viewer,
  'case.submit': viewer,
  'case.review': belowReviewer,
  'case.publish': belowReviewer,
  'case.staff': belowManager,
  'case.restrict': viewer,
  'case.purge': belowAdmin,
  'evidence.add': viewer,
  'item.delete': viewer,
  'campaign.run': belowManager,
  'campaign.delete': belowManager,
  'form.publish': belowManager,
  'form.delete': belowManager,
  'stage.delete': belowManager,
  'taxonomy.edit': belowAdmin,
  'template.edit': belowReviewer,
  'list.export': belowReviewer,
  'workspace.export': belowAdmin,
  'work.create': viewer,
  'work.edit': viewer,
  'audit.read': belowReviewer,
  'member.manage': belowAdmin,
  'member.erase': belowOwner,
  'token.manage': belowAdmin,
  'workspace.edit': belowAdmin,
  'workspace.secure': belowAdmin,
  'workspace.retain': belowAdmin,
  'billing.manage': belowOwner,
  'workspace.delete': belowOwner,
};
