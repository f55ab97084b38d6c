import { DirectoryRole } from '#contracts/scim.ts';
import { ROLE_NAMES } from '../members/role-names.ts';

/** What a directory may give, as a list to choose from. */
export const GIVEN_ROLES = DirectoryRole.options.map((value) => ({ value, label: ROLE_NAMES[value] }));
