import { z } from 'zod';
import { type Amount, field, NOTHING } from '../transport/fields.ts';
import { rowParser } from '../transport/rows.ts';
import {
  DISCOUNT_ITEM_TYPES,
  ORDER_DISCOUNT_TYPES,
  ORDER_SOURCES,
  ORDER_STATES,
  ORDER_TYPES,
  PERIOD_TYPES,
} from './codes.ts';

const amountInfo = z
  .object({
    discounts: z
      .array(
        z
          .object({
            discount_type: field.code(DISCOUNT_ITEM_TYPES),
            discount_amount: field.yuanOrNothing,
          })
          .transform((item) => ({ type: item.discount_type, amount: item.discount_amount })),
      )
      .nullish(),
    coupon_amount: field.yuanOrNothing,
    flexipurchase_coupon_amount: field.yuanOrNothing,
    stored_card_amount: field.yuanOrNothing,
    commission_amount: field.yuanOrNothing,
    consumed_amount: field.yuanOrNothing,
  })
  .nullish()
  .transform((info) => ({
    discounts: info?.discounts ?? [],
    /** Parts that are not paid in cash: voucher, cash coupon, stored value. */
    voucherAmount: info?.coupon_amount ?? NOTHING,
    cashCouponAmount: info?.flexipurchase_coupon_amount ?? NOTHING,
    storedValueAmount: info?.stored_card_amount ?? NOTHING,
    /** Of a refund: fee, and what was consumed before. */
    refundFee: info?.commission_amount ?? NOTHING,
    consumedAmount: info?.consumed_amount ?? NOTHING,
  }));

/** Order of a customer (ListCustomerOrders). Amounts include no voucher: what was to be paid after discounts. */
const customerOrderShape = z
  .object({
    order_id: field.id,
    customer_id: field.id,
    service_type_code: field.text,
    source_type: field.orNull(field.code(ORDER_SOURCES)),
    status: field.code(ORDER_STATES),
    order_type: field.code(ORDER_TYPES),
    amount_after_discount: field.yuan,
    official_amount: field.yuan,
    measure_id: field.measure,
    create_time: field.instant,
    payment_time: field.orNull(field.instant),
    currency: field.currency,
    contract_id: field.text,
    user_name: field.text,
    amount_info: amountInfo,
  })
  .transform((row) => ({
    orderId: row.order_id,
    customerId: row.customer_id,
    serviceTypeCode: row.service_type_code,
    source: row.source_type,
    status: row.status,
    orderType: row.order_type,
    dealAmount: row.amount_after_discount,
    listAmount: row.official_amount,
    createdAt: row.create_time,
    paidAt: row.payment_time,
    contractId: row.contract_id,
    userName: row.user_name,
    ...row.amount_info,
  }));
export type CustomerOrder = z.output<typeof customerOrderShape>;
export const parseCustomerOrder = rowParser(customerOrderShape);

const orderLineShape = z
  .object({
    order_line_item_id: field.id,
    service_type_code: field.text,
    product_id: field.text,
    product_spec_desc: field.text,
    period_type: field.orNull(field.code(PERIOD_TYPES)),
    period_num: field.orNull(field.integer),
    effective_time: field.orNull(field.instant),
    expire_time: field.orNull(field.instant),
    subscription_num: field.orNull(field.integer),
    amount_after_discount: field.yuan,
    official_amount: field.yuan,
    currency: field.currency,
    category_code: field.text,
    amount_info: amountInfo,
  })
  .transform((row) => ({
    lineId: row.order_line_item_id,
    serviceTypeCode: row.service_type_code,
    /** Id of what was bought; of a marketplace product, the code of its specification (SKU). */
    productId: row.product_id,
    description: row.product_spec_desc,
    periodType: row.period_type,
    periodCount: row.period_num,
    effectiveAt: row.effective_time,
    expiresAt: row.expire_time,
    quantity: row.subscription_num ?? 1,
    dealAmount: row.amount_after_discount,
    listAmount: row.official_amount,
    categoryCode: row.category_code,
    ...row.amount_info,
  }));
export type CustomerOrderLine = z.output<typeof orderLineShape>;

/** One order with its lines (ShowCustomerOrderDetails). */
const orderDetailShape = z
  .object({ order_info: customerOrderShape, order_line_items: z.array(orderLineShape).nullish() })
  .transform((row) => ({ order: row.order_info, lines: row.order_line_items ?? [] }));
export type CustomerOrderDetail = z.output<typeof orderDetailShape>;
export const parseOrderDetail = rowParser(orderDetailShape);

/** Discount that an order may use (ListOrderDiscounts). */
const orderDiscountShape = z
  .object({
    discount_id: field.id,
    discount_value: field.text,
    discount_type: field.code(ORDER_DISCOUNT_TYPES),
  })
  .transform((row) => ({
    discountId: row.discount_id,
    /** Share paid as decimal text, or an amount in yuan; null for a fixed price. */
    value: row.discount_value,
    type: row.discount_type,
  }));
export type OrderDiscount = z.output<typeof orderDiscountShape>;
export const parseOrderDiscount = rowParser(orderDiscountShape);

/** Part of a refund (ShowRefundOrderDetails): negative what is paid back, positive what is kept. */
const refundShape = z
  .object({
    id: field.id,
    customer_id: field.id,
    base_order_id: field.text,
    amount: field.yuan,
    measure_id: field.measure,
    service_type_code: field.text,
    resource_type_code: field.text,
    region_code: field.text,
  })
  .transform((row) => ({
    refundId: row.id,
    customerId: row.customer_id,
    /** Order to which the amount belongs. */
    originalOrderId: row.base_order_id,
    amount: row.amount satisfies Amount,
    serviceTypeCode: row.service_type_code,
    resourceTypeCode: row.resource_type_code,
    regionCode: row.region_code,
  }));
export type OrderRefund = z.output<typeof refundShape>;
export const parseRefund = rowParser(refundShape);
