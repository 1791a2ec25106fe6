import { z } from 'zod';
import { field } from '../transport/fields.ts';
import { rowParser } from '../transport/rows.ts';

const ORDER_TYPES = {
  NEW: 'NEW',
  TRIAL: 'TRIAL',
  TRIAL_TO_FORMAL: 'TRIAL_TO_FORMAL',
  UNSUBSCRIBE: 'UNSUBSCRIBE',
  RENEW: 'RENEW',
  CHANGE: 'CHANGE',
} as const;

const CHARGE_MODES = {
  PERIOD: 'PERIOD',
  ONE_TIME: 'ONE_TIME',
  ON_DEMAND: 'ON_DEMAND',
  ON_DEMAND_PKG: 'ON_DEMAND_PACKAGE',
} as const;

/** Programs of subsidized orders. The name and the words are an assumption: the contract lists none. */
const PROGRAM = 'orderProgram';
const PROGRAMS = { EMPOWERMENT_CLOUD: 'EMPOWERMENT_CLOUD', BASE_CLOUD: 'BASE_CLOUD' } as const;

/** Value of a further parameter, `[{ name, value }]`; undefined if it is absent. */
const extended = (parameters: unknown, name: string): unknown =>
  Array.isArray(parameters) ? parameters.find((one) => one?.name === name)?.value : undefined;

const lineShape = z
  .object({
    orderLineId: field.id,
    chargingMode: field.code(CHARGE_MODES),
    periodType: field.text,
    periodNumber: field.orNull(field.integer),
    expireTime: field.orNull(field.digits),
    /** A person adds it to an order in quarantine whose amount nothing else names. */
    orderAmount: field.orNull(field.yuan),
    productInfo: z
      .array(
        z.object({
          skuCode: field.id,
          productId: field.text,
          linearValue: field.orNull(field.number),
        }),
      )
      .min(1),
  })
  .transform((row) => ({
    lineId: row.orderLineId,
    chargeMode: row.chargingMode,
    /** Such as `year` or `month`. */
    periodType: row.periodType,
    periodCount: row.periodNumber,
    expiresAt: row.expireTime,
    amountMinor: row.orderAmount?.fen ?? null,
    products: row.productInfo,
  }));

/** Order of the marketplace (order query). The upstream names no amounts in it. */
const orderShape = z
  .object({
    orderId: field.id,
    orderType: field.code(ORDER_TYPES),
    createTime: field.digits,
    orderLine: z.array(lineShape).min(1),
    buyerInfo: z.object({
      customerId: field.id,
      customerName: field.text,
      userId: field.text,
      userName: field.text,
      mobilePhone: field.text,
      email: field.text,
    }),
    extendParams: z.preprocess(
      (parameters) => extended(parameters, PROGRAM),
      field.orNull(field.code(PROGRAMS)),
    ),
  })
  .transform((row) => ({
    orderId: row.orderId,
    orderType: row.orderType,
    createdAt: row.createTime,
    /** Null for a usual order. */
    program: row.extendParams,
    lines: row.orderLine,
    buyer: {
      customerId: row.buyerInfo.customerId,
      customerName: row.buyerInfo.customerName,
      userId: row.buyerInfo.userId,
      userName: row.buyerInfo.userName,
      telephone: row.buyerInfo.mobilePhone,
      mail: row.buyerInfo.email,
    },
  }));
export type KooGalleryOrder = z.output<typeof orderShape>;
export const parseKooGalleryOrder = rowParser(orderShape);
