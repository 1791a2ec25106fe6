import type { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { Purchaser } from './purchaser.ts';

/** The `InvoicePurchaser` of a row; null if the row has none. */
export const purchaserJson = (
  d: Columns<keyof Purchaser>,
): Sql => sql`case when ${d.purchaserTitle} is not null then
  json_build_object('title', ${d.purchaserTitle}, 'taxNumber', ${d.purchaserTaxNumber},
    'bankName', ${d.purchaserBankName}, 'bankAccount', ${d.purchaserBankAccount},
    'address', ${d.purchaserAddress}, 'phone', ${d.purchaserPhone},
    'recipientName', ${d.recipientName}, 'recipientPhone', ${d.recipientPhone},
    'recipientAddress', ${d.recipientAddress}, 'recipientMailbox', ${d.recipientMailbox}) end`;
