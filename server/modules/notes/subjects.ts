import type { Reads } from '../../platform/read/declare.ts';
import { product } from '../catalog/index.ts';
import { customer } from '../customers/index.ts';
import { customerDemand } from '../demands/index.ts';
import { exclusiveDiscount } from '../discounts/index.ts';
import { organization } from '../identity/index.ts';
import { invoice } from '../invoices/index.ts';
import { order } from '../orders/index.ts';
import { partner } from '../partners/index.ts';
import { settlementBill } from '../settlement/index.ts';

/** A type whose records carry notes. */
export interface NotedType {
  readonly on: Reads;
  /** Column with the name of a record. */
  readonly label: string;
  /** Column with its customer; absent: the record has none. */
  readonly customer?: string;
}

/** Types whose records carry notes, by the input field that names the record. */
export const NOTED = {
  customerId: { on: customer, label: 'name', customer: 'id' },
  customerDemandId: { on: customerDemand, label: 'number', customer: 'customer_id' },
  exclusiveDiscountId: { on: exclusiveDiscount, label: 'number', customer: 'customer_id' },
  orderId: { on: order, label: 'number', customer: 'customer_id' },
  partnerId: { on: partner, label: 'name' },
  organizationId: { on: organization, label: 'name' },
  productId: { on: product, label: 'name' },
  settlementBillId: { on: settlementBill, label: 'number' },
  invoiceId: { on: invoice, label: 'number' },
} as const satisfies Record<string, NotedType>;
export type NotedField = keyof typeof NOTED;
export const NOTED_FIELDS = Object.keys(NOTED) as NotedField[];

const byType = new Map(Object.values(NOTED).map((noted) => [noted.on.name, noted.on]));

/** The reads of a type that carries notes. Throws for another type. */
export function notedReads(type: string): Reads {
  const found = byType.get(type);
  if (!found) throw new Error(`Records of ${type} carry no notes`);
  return found;
}
