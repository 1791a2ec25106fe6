import type { Rows } from '../../../platform/db/transaction.ts';
import { type Product, type Specification, sellerTaxpayerType } from '../../catalog/index.ts';
import type { OrderGoods } from '../checkout/order-goods.read.ts';
import { OUTPUT_VAT } from './vat.policies.ts';

/** Facts that determine the output VAT of a sale. */
export type TaxedSale = Pick<Product, 'saleModel' | 'sellerId'> & Pick<Specification, 'vatClass'>;

export const taxedSale = ({
  product: { saleModel, sellerId },
  specification: { vatClass },
}: OrderGoods): TaxedSale => ({ saleModel, sellerId, vatClass });

/**
 * Returns the output VAT rate of a sale in force at an instant, as decimal text: "0.13" (domain §5.5). It is that of the
 * company that invoices the customer: the seller of a common product; of the others Huawei Cloud, a general taxpayer
 * (domain §1). The transaction must see the seller's taxpayer types.
 */
export async function outputVatRate(
  tx: Rows,
  { saleModel, sellerId, vatClass }: TaxedSale,
  at: Date,
): Promise<string> {
  const type = saleModel === 'COMMON' ? await sellerTaxpayerType(tx, sellerId, at) : 'GENERAL';
  return String(await OUTPUT_VAT[type][vatClass].value(tx, at));
}
