import type { Rows } from '../../platform/db/transaction.ts';
import { OUTPUT_VAT } from './vat.policies.ts';

/** Returns the output VAT rate of a class in force at an instant, as decimal text: "0.13" (domain §5.5). */
export const outputVatRate = async (
  tx: Rows,
  vatClass: keyof typeof OUTPUT_VAT,
  at: Date,
): Promise<string> => String(await OUTPUT_VAT[vatClass].value(tx, at));
