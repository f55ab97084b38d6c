import { factorRoutes } from './factor.routes.ts';
import { securityPolicyRoutes } from './security-policy.routes.ts';

export const allFactorRoutes = [...factorRoutes, ...securityPolicyRoutes];
