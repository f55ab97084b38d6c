export { memberRoutes } from './member.routes.ts';
export {
  type MembershipChange,
  type MembershipRefusal,
  refuseMembershipChange,
  type Standing,
} from './member.ts';
export { loadPeople, openPerson, type People, personOf } from './people.ts';
export {
  type ActiveMember,
  findActiveMembers,
  type KnownMember,
  listActiveMembers,
} from './standing.store.ts';
