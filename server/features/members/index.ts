export {
  type MembershipChange,
  type MembershipRefusal,
  refuseMembershipChange,
  type Standing,
} from './member.ts';
export { type MemberProfile, memberProfileContext } from './member-profile.ts';
export { loadPeople, openPerson, type People, personOf } from './people.ts';
