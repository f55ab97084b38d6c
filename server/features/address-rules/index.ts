export { addressRuleRoutes } from './address-rules.routes.ts';
