export {
  type About,
  type ActingMember,
  actionsOn,
  type Decision,
  decide,
  type GrantLevel,
  type Relation,
  relationToItem,
} from './decide.ts';
export {
  ACTIONS,
  type Action,
  cellOf,
  type Policies,
  policyOf,
  RANK,
  type Refusal,
  ROLES,
  type Role,
  rolesUpTo,
} from './role-table.ts';
export { scopesAllow } from './scopes.ts';
