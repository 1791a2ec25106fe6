/**
 * Authorizations: products that sellers authorize partners to sell, with floor and share ratio. The module
 * owns the CSP authorization of common products at three levels (domain §4.3), the joint-sales authorization
 * of joint-operation products (domain §4.3b), the versions of their terms, and the choice of the one that
 * applies at an instant. It refuses a share above the product's largest, two rows for one key and instant,
 * and a narrower level with a higher rate. It sets no price: discounts read the floor from it.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { authorizationPolicies } from './authorization.policies.ts';
import { AuthorizationInForceResolver } from './authorization-in-force.resolver.ts';
import { authorizationLists } from './authorization-lists.edge.ts';
import { AuthorizationVersionEntity } from './authorization-version.entity.ts';
import { authorizationVersion } from './authorization-version.read.ts';
import { cspAuthorizationReport, jointSalesReport } from './coverage.report.ts';
import {
  cspAuthorizationCommands,
  cspAuthorizationLife,
} from './csp/csp-authorization.commands.ts';
import { CspAuthorizationEntity } from './csp/csp-authorization.entity.ts';
import { cspAuthorization } from './csp/csp-authorization.read.ts';
import { jointSalesCommands } from './joint-sales/joint-sales-authorization.commands.ts';
import { JointSalesAuthorizationEntity } from './joint-sales/joint-sales-authorization.entity.ts';
import { jointSalesLife } from './joint-sales/joint-sales-authorization.life.ts';
import { jointSalesAuthorization } from './joint-sales/joint-sales-authorization.read.ts';
import { unboundAuthorizationEdges } from './unbound-authorizations.edge.ts';

export { sellable } from './authorization.write.ts';
export {
  explainFloor,
  type Floor,
  floorInForce,
  type Slot as FloorSlot,
} from './authorization-in-force.read.ts';
export { mustBeWithin, periodFrom } from './authorization-terms.ts';
export { AuthorizationVersionEntity } from './authorization-version.entity.ts';
export { authorizationVersion } from './authorization-version.read.ts';
export { cspAuthorizationLife } from './csp/csp-authorization.commands.ts';
export { type CspAuthorization, CspAuthorizationEntity } from './csp/csp-authorization.entity.ts';
export { cspAuthorizationMachine, HOLDING_STATES } from './csp/csp-authorization.machine.ts';
export { cspAuthorization } from './csp/csp-authorization.read.ts';
export {
  type JointSalesAuthorization,
  JointSalesAuthorizationEntity,
} from './joint-sales/joint-sales-authorization.entity.ts';
export { jointSalesLife } from './joint-sales/joint-sales-authorization.life.ts';
export { jointSalesMachine } from './joint-sales/joint-sales-authorization.machine.ts';
export { jointSalesAuthorization } from './joint-sales/joint-sales-authorization.read.ts';
export {
  type GrantTerms,
  grantDirectly,
  grantIfFree,
} from './joint-sales/joint-sales-grant.write.ts';

export const authorizations: DomainModule = {
  name: 'authorizations',
  policies: authorizationPolicies,
  entities: [CspAuthorizationEntity, JointSalesAuthorizationEntity, AuthorizationVersionEntity],
  reads: [cspAuthorization, jointSalesAuthorization, authorizationVersion],
  reports: [cspAuthorizationReport, jointSalesReport],
  lifeCycles: [cspAuthorizationLife, jointSalesLife],
  commands: [...cspAuthorizationCommands, ...jointSalesCommands],
  resolvers: [AuthorizationInForceResolver],
  readEdges: authorizationLists,
  reactions: unboundAuthorizationEdges,
};
