import { z } from 'zod';
import { field } from '../transport/fields.ts';
import { rowParser } from '../transport/rows.ts';
import { BILL_DETAIL_TYPES, BILL_TYPES, BINDING_TYPES, CHARGE_MODES, INCENTIVES } from './codes.ts';

/** Transaction of a customer in a month (ListSubCustomerBillDetail). */
const billDetailShape = z
  .object({
    id: field.id,
    bill_cycle: field.id,
    customer_id: field.id,
    association_type: field.orNull(field.code(BINDING_TYPES)),
    service_type_code: field.text,
    resource_type_code: field.text,
    charging_mode: field.orNull(field.code(CHARGE_MODES)),
    trade_time: field.orNull(field.instant),
    trade_id: field.id,
    bill_detail_type: field.code(BILL_DETAIL_TYPES),
    resource_id: field.text,
    resource_name: field.text,
    product_id: field.text,
    product_name: field.text,
    product_spec_desc: field.text,
    consume_time: field.text,
    official_amount: field.yuanOrNothing,
    official_discount_amount: field.yuanOrNothing,
    payment_amount: field.yuanOrNothing,
    cash_amount: field.yuanOrNothing,
    credit_amount: field.yuanOrNothing,
    coupon_amount: field.yuanOrNothing,
    flexipurchase_coupon_amount: field.yuanOrNothing,
    stored_value_card_amount: field.yuanOrNothing,
    debt_amount: field.yuanOrNothing,
    writeoff_amount: field.yuanOrNothing,
    partner_id: field.text,
    account_manager_id: field.text,
  })
  .transform((row) => ({
    detailId: row.id,
    cycle: row.bill_cycle,
    customerId: row.customer_id,
    bindingType: row.association_type,
    serviceTypeCode: row.service_type_code,
    resourceTypeCode: row.resource_type_code,
    chargeMode: row.charging_mode,
    tradedAt: row.trade_time,
    /** Id of the order, or of the transaction where none was placed. */
    tradeId: row.trade_id,
    type: row.bill_detail_type,
    resourceId: row.resource_id,
    resourceName: row.resource_name,
    productId: row.product_id,
    productName: row.product_name,
    description: row.product_spec_desc,
    consumedAt: row.consume_time,
    listAmount: row.official_amount,
    discountAmount: row.official_discount_amount,
    paymentAmount: row.payment_amount,
    cashAmount: row.cash_amount,
    creditAmount: row.credit_amount,
    voucherAmount: row.coupon_amount,
    cashCouponAmount: row.flexipurchase_coupon_amount,
    storedValueAmount: row.stored_value_card_amount,
    debtAmount: row.debt_amount,
    writeOffAmount: row.writeoff_amount,
    partnerId: row.partner_id,
    accountManagerId: row.account_manager_id,
  }));
export type BillDetail = z.output<typeof billDetailShape>;
export const parseBillDetail = rowParser(billDetailShape);

/** Sum of a customer's month by service (ListSubcustomerMonthlyBills); agency customers only. */
const monthlySumShape = z
  .object({
    customer_id: field.id,
    resource_type_code: field.text,
    cloud_service_type: field.text,
    charge_mode: field.code(CHARGE_MODES),
    bill_type: field.code(BILL_TYPES),
    amount: field.yuanOrNothing,
    debt_amount: field.yuanOrNothing,
    adjustment_amount: field.yuanOrNothing,
    discount_amount: field.yuanOrNothing,
    measure_id: field.measure,
  })
  .transform((row) => ({
    customerId: row.customer_id,
    resourceTypeCode: row.resource_type_code,
    serviceTypeCode: row.cloud_service_type,
    chargeMode: row.charge_mode,
    type: row.bill_type,
    /** Taken from the account; negative for a refund or write-off. */
    amount: row.amount,
    debtAmount: row.debt_amount,
    adjustmentAmount: row.adjustment_amount,
    discountAmount: row.discount_amount,
  }));
export type MonthlySum = z.output<typeof monthlySumShape>;
export const parseMonthlySum = rowParser(monthlySumShape);

/** Whether a service earns an incentive and takes a partner's discount (ListIncentiveDiscountPolicies). */
const incentivePolicyShape = z
  .object({
    service_type_code: field.id,
    service_type_name: field.text,
    incentive_policy: field.code(INCENTIVES),
    allow_discount: field.code({ YES: 'YES', NO: 'NO' }),
  })
  .transform((row) => ({
    serviceTypeCode: row.service_type_code,
    serviceTypeName: row.service_type_name,
    incentive: row.incentive_policy,
    allowsDiscount: row.allow_discount === 'YES',
  }));
export type IncentivePolicy = z.output<typeof incentivePolicyShape>;
export const parseIncentivePolicy = rowParser(incentivePolicyShape);
