import { field } from '../../../platform/command/input.ts';
import { priceInput, specification } from '../../catalog/index.ts';
import { privateOffer } from '../../demands/index.ts';
import { exclusiveDiscount } from '../../discounts/index.ts';
import { partner } from '../../partners/index.ts';

/** Fields of a line that an order and its quote share. */
export const wantedFields = {
  specificationId: field.id(() => specification, 'Specification on sale.'),
  quantity: field.integer('Quantity, from 1.', { min: 1, max: 10_000 }),
};

/** Scope of an API key that reports orders; people and links need none. */
export const ORDERS_WRITE = 'orders:write';

/** A shipment of goods, either way. */
export const shipmentFields = {
  carrier: field.text('Carrier (承运方).', { max: 100 }),
  trackingNumber: field.text('Tracking number (运单号), without spaces.', {
    max: 64,
    pattern: /^\S+$/,
  }),
};

/** The wish of a customer besides the lines; see `Wish`. */
export const wishFields = {
  selectedPartnerId: field.optional(
    field.id(
      () => partner,
      'Partner that the customer selects (客户服务商). Absent: the partner of the discount; without a discount, none.',
    ),
  ),
  discountId: field.optional(
    field.id(
      () => exclusiveDiscount,
      'Exclusive discount to use. Absent, with `privateOfferId` absent too: that of the best prices of the lines. An order uses at most one discount or offer.',
    ),
  ),
  privateOfferId: field.optional(
    field.id(() => privateOffer, 'Private offer of the seller to use (商家专属优惠).'),
  ),
  voucher: field.optional(
    priceInput('Amount paid with vouchers in CNY; barred beside a discount by default.'),
  ),
};
