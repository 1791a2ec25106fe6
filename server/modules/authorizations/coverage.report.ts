import { measure } from '../../platform/read/measures.ts';
import { report } from '../../platform/read/report/declare.ts';
import { dimension } from '../../platform/read/report/dimensions.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import { product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { organization } from '../identity/index.ts';
import { partner } from '../partners/index.ts';
import { stopsAt } from './authorization-fields.read.ts';
import { cspAuthorization } from './csp/csp-authorization.read.ts';
import { GRANTED_STATES } from './joint-sales/joint-sales-authorization.machine.ts';
import { jointSalesAuthorization } from './joint-sales/joint-sales-authorization.read.ts';

type Column =
  | 'validFrom'
  | 'validUntil'
  | 'revokedAt'
  | 'endedAt'
  | 'productId'
  | 'partnerId'
  | 'sellerId'
  | 'customerId';

const dimensions = {
  validMonth: dimension.months<Column>(
    'validFrom',
    stopsAt,
    'Month in which the authorization is in force; it counts in every month of that time.',
  ),
  product: dimension.refersTo<Column>(() => product, 'productId', 'Product.'),
  partner: dimension.refersTo<Column>(
    () => partner,
    'partnerId',
    'Partner; null for authorizations of all partners.',
  ),
  seller: dimension.refersTo<Column>(
    () => organization,
    'sellerId',
    'Seller of the product (商家).',
  ),
  customer: dimension.refersTo<Column>(
    () => customer,
    'customerId',
    'Customer; null for authorizations of all customers.',
  ),
};

const filters = ['partnerId', 'productId', 'sellerId', 'customerId', 'validWithin'] as const;

/** Whether an authorization was in force for some time: a revocation can come before its start. */
const wasInForce = (
  d: Record<Exclude<Column, 'productId' | 'partnerId' | 'sellerId' | 'customerId'>, Sql>,
): Sql => sql`${d.validFrom} < ${stopsAt(d)}`;

export const cspAuthorizationReport = report({
  name: 'cspAuthorizationReport',
  description: 'CSP authorizations by months in force and parties (授权覆盖).',
  over: cspAuthorization,
  rows: wasInForce,
  dimensions,
  filters,
  measures: { authorizationCount: measure.count('Number of authorizations.') },
});

export const jointSalesReport = report({
  name: 'jointSalesAuthorizationReport',
  description: 'Granted joint-sales authorizations by months in force and parties (授权覆盖).',
  over: jointSalesAuthorization,
  rows: (d) => sql`${d.status} in (${sql.words(GRANTED_STATES)}) and ${wasInForce(d)}`,
  dimensions,
  filters,
  measures: { authorizationCount: measure.count('Number of authorizations.') },
});
