import type { InferEntity } from '@mikro-orm/core';
import { grantingAccess } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { ALL } from '../../../platform/db/parties.ts';
import { OrganizationEntity } from '../../identity/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { OrderEntity } from './order.entity.ts';

/**
 * Access of a seller to an order with lines of its own. The amounts and the search text are of these lines only, because
 * a seller must not see other sellers' sales. Triggers of orders and lines write the rows.
 */
export const OrderAccessEntity = grantingAccess({
  name: 'OrderAccess',
  counted: 'status',
  summed: ['listMinor', 'dealMinor', 'voucherMinor', 'cashMinor'],
  searched: 'searchKey',
  writers: 'TRIGGERS',
  parties: { seller: 'sellerId', operator: ALL },
  grants: {
    to: OrderEntity,
    tenant: 'sellerId',
    copies: {
      id: 'orderId',
      partnerId: 'partnerId',
      placedAt: 'placedAt',
      updatedAt: 'updatedAt',
      status: 'status',
      orderType: 'orderType',
      attribution: 'attribution',
      paidAt: 'paidAt',
      paidAtOrNever: 'paidAtOrNever',
      searchKey: 'searchKey',
      listTotalMinor: 'listMinor',
      dealTotalMinor: 'dealMinor',
      voucherTotalMinor: 'voucherMinor',
      cashTotalMinor: 'cashMinor',
    },
  },
  properties: {
    orderId: () => p.ref(OrderEntity).primary().deleteRule('cascade'),
    sellerId: () => p.ref(OrganizationEntity).primary(),
    partnerId: () => p.ref(PartnerEntity).nullable(),
    placedAt: p.instant(),
    /** Latest change of what the seller sees of the order: of this row, or of the order. */
    updatedAt: p.changedAt(),
    status: p.text(),
    orderType: p.text(),
    attribution: p.text(),
    paidAt: p.instant().nullable(),
    paidAtOrNever: p.orNever('paid_at'),
    searchKey: p.text(),
    lineCount: p.integer(),
    listMinor: p.bigint('bigint'),
    dealMinor: p.bigint('bigint'),
    voucherMinor: p.bigint('bigint'),
    cashMinor: p.bigint('bigint'),
  },
  indexes: [
    { name: 'order_access_changed', properties: ['sellerId', 'updatedAt', 'orderId'] },
    { name: 'order_access_by_payment', properties: ['sellerId', 'paidAtOrNever', 'orderId'] },
    {
      name: 'order_access_of_partner',
      properties: ['sellerId', 'partnerId', 'placedAt', 'orderId'],
      include: ['status', 'attribution'],
    },
    {
      name: 'order_access_in_state',
      properties: ['sellerId', 'status', 'placedAt', 'orderId'],
      // The home of a seller sums the paid orders of a period.
      include: ['listMinor', 'dealMinor', 'voucherMinor', 'cashMinor'],
    },
    { name: 'order_access_by_deal', properties: ['sellerId', 'dealMinor', 'orderId'] },
    { name: 'order_access_by_cash', properties: ['sellerId', 'cashMinor', 'orderId'] },
    {
      name: 'order_access_of_seller',
      properties: ['sellerId', 'placedAt', 'orderId'],
      // A filtered list counts all orders of a seller, which are scattered over the table.
      include: ['status', 'orderType', 'attribution', 'paidAt'],
    },
  ],
});
export type OrderAccess = InferEntity<typeof OrderAccessEntity>;
