export { type AddressedMember, membersByAddress } from './by-address.ts';
export {
  assertMay,
  assertPresent,
  loadTarget,
  removeTarget,
  reRole,
  type Target,
} from './change-member.ts';
export { knownPeople, peekPeople } from './known-people.ts';
export { memberRoutes } from './member.routes.ts';
export { insertMember, type MemberStanding, membersStanding, updateMember } from './member.store.ts';
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
