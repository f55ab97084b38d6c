export type { Actor } from './actor.ts';
export { doorProof, holdDoorKey } from './door-key.ts';
export { inOneTransaction } from './one-transaction.ts';
export {
  inTenant,
  inTenantAsSystem,
  inTenantForImport,
  type Pass,
  readTenant,
  refusing,
  type TenantRead,
  type TenantTx,
  tenantRead,
} from './tenancy.ts';
