import { NOW } from '../../../platform/db/tenancy.ts';
import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { productDelisted } from '../../catalog/index.ts';
import {
  AUTHORIZATION_SEARCHABLE,
  commonFilters,
  commonRelations,
  levelOf,
  rateFields,
} from '../authorization-fields.read.ts';
import { authorizationVersion } from '../authorization-version.read.ts';
import { JointSalesAuthorizationEntity } from './joint-sales-authorization.entity.ts';
import { jointSalesMachine } from './joint-sales-authorization.machine.ts';
import {
  JointSalesAuthorizationType,
  JointSalesStatusEnum,
} from './joint-sales-authorization.type.ts';

const requestOpen = (d: Columns<'partnerId' | 'productId' | 'customerId'>): Sql => sql`exists (
  select 1 from joint_sales_authorization x where x.status = 'REQUESTED' and x.partner_id = ${d.partnerId}
    and x.product_id = ${d.productId} and x.customer_id is not distinct from ${d.customerId})`;

const jointSalesActions = actions(jointSalesMachine, JointSalesAuthorizationEntity, {
  productDelisted,
  requestLapsed: (d) => sql`${d.dueAt} <= ${sql.raw(NOW)}`,
  requestOpen,
});

export const jointSalesAuthorization: Reads<typeof JointSalesAuthorizationEntity> = reads(
  JointSalesAuthorizationType,
  JointSalesAuthorizationEntity,
  {
    id: 'jsa',
    fields: {
      viewerActions: jointSalesActions,
      level: levelOf,
      ...rateFields(
        'floorPayRate',
        'shareRatio',
        'maxShareRatio',
        'requestedShareRatio',
        'requestedFloorPayRate',
      ),
      maxCashPerMonth: computed.money('maxCashPerMonthMinor'),
    },
    relations: {
      ...commonRelations,
      renews: relation.one(
        () => jointSalesAuthorization,
        'renewsId',
        'Authorization that this one renews.',
      ),
      renewals: relation.page(
        () => jointSalesAuthorization,
        'renewsId',
        'Requests to renew the authorization, newest first.',
      ),
      versions: relation.page(
        () => authorizationVersion,
        'jointSalesAuthorizationId',
        'Versions of the terms, those in force first (历史版本).',
      ),
    },
    filters: {
      ...commonFilters,
      status: filter.anyOf('status', JointSalesStatusEnum, 'States to include.'),
      dueWithin: filter.range('dueAt', "Range of the deadline of the seller's decision."),
    },
    orders: { CREATED: ['createdAt', 'id'], ENDING: ['validUntil', 'id'] },
    searchable: AUTHORIZATION_SEARCHABLE,
    roots: {
      jointSalesAuthorization: { one: 'One joint-sales authorization.' },
      jointSalesAuthorizations: { page: "Joint-sales authorizations in the viewer's scope." },
    },
  },
);
