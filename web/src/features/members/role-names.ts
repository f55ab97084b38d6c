import type { Role } from '#contracts/common.ts';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  admin: 'Admin',
  manager: 'Manager',
  reviewer: 'Reviewer',
  member: 'Member',
  viewer: 'Viewer',
};

export const ROLE_DUTIES: Readonly<Record<Role, string>> = {
  owner: 'Everything, and the workspace itself',
  admin: 'Members, security, settings and all records',
  manager: 'All records, owners and staff',
  reviewer: 'Reads all, reviews and publishes',
  member: 'Writes own records',
  viewer: 'Reads what is published',
};
