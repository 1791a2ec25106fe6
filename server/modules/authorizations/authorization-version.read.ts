import { ALL, NONE, of, reads, type SqlOf } from '../../platform/read/declare.ts';
import { moneyOf } from '../../platform/read/money-field.ts';
import { sql } from '../../platform/sql/sql.ts';
import { inProgramme } from '../partners/index.ts';
import { AuthorizationVersionType } from './authorization.type.ts';
import { ownCustomers, rateFields } from './authorization-fields.read.ts';
import { AuthorizationVersionEntity } from './authorization-version.entity.ts';

/** A partner sees its own rows and those for all partners of the programme. */
export const ownOrOpen: SqlOf<'partnerId'> = (d, v, role) =>
  sql`(${d.partnerId} = ${v.tenantId} or (${d.partnerId} is null and ${inProgramme(d, v, role)}))`;

/** Visible with the authorization; customers must not see share ratios (domain §2). */
export const authorizationVersion = reads(AuthorizationVersionType, AuthorizationVersionEntity, {
  id: 'auv',
  scope: {
    partner: ownOrOpen,
    seller: 'sellerId',
    customer: NONE,
    operator: ALL,
    reporting: NONE,
  },
  narrow: { 'csp.rep': ownCustomers },
  fields: {
    ...rateFields('floorPayRate', 'shareRatio'),
    maxCashPerMonth: of('maxCashPerMonthMinor', moneyOf),
  },
  orders: { CREATED: ['createdAt', 'id'] },
});
