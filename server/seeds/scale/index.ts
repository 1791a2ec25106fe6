import { createHasher } from '../../platform/auth/passwords.ts';
import type { CommandDeps } from '../../platform/command/types.ts';
import { seedState } from '../index.ts';
import { authorizations } from './authorizations.ts';
import { bills, seals } from './bills.ts';
import { bindings } from './bindings.ts';
import { customers } from './customers.ts';
import { deadlines } from './deadlines.ts';
import { demands } from './demands.ts';
import { discounts } from './discounts.ts';
import { invoices } from './invoices.ts';
import { load, type OnProgress } from './load.ts';
import { orders } from './orders.ts';
import { organizations } from './organizations.ts';
import { products } from './products.ts';
import { runsBefore } from './runs.ts';
import { summed } from './sales.ts';
import { type ScaleSizes, sizesFor } from './sizes.ts';
import type { ScaleFacts } from './step.ts';

/** Error for a database that is not empty. */
export const FULL =
  'This database holds data, so nothing was changed. A seed needs an empty database.';

export interface ScaleOptions {
  /** Number of customers; all other sizes follow from it. */
  readonly customers: number;
  /** Password of every member. */
  readonly password: string;
  readonly onProgress?: OnProgress;
}

/**
 * Fills an empty database with a marketplace of a given size, in one transaction. The rows are the same in
 * every run at one time, every constraint holds, and every bill is the sum of its lines by the settlement's
 * formulas. The data has states and deadlines but no events, mails or audit lines.
 * Throws one sentence if the database holds data or the number is out of range.
 */
export async function seedScale(
  deps: CommandDeps,
  { customers: count, password, onProgress = () => {} }: ScaleOptions,
): Promise<ScaleSizes> {
  const sizes = sizesFor(count);
  if ((await seedState(deps)) !== 'EMPTY') throw new Error(FULL);
  const now = new Date(Math.floor(deps.clock.now().getTime() / 1000) * 1000);
  const facts: ScaleFacts = { sizes, now, runs: runsBefore(now, sizes.months) };
  const passwordHash = await createHasher().hash(password);
  await load(
    deps.db.ownerUrl,
    {
      rows: [
        ...organizations(facts, passwordHash),
        ...products(facts),
        ...customers(facts),
        ...bindings(facts),
        ...authorizations(facts),
        ...discounts(facts),
        ...demands(facts),
        ...summed(facts, orders(facts)),
        ...bills(facts),
      ],
      states: [...seals(facts), ...invoices(facts), ...deadlines(facts)],
      // Bills are written after the lines that awaited them.
      sparse: ['order_line_pending_of_partner', 'order_line_pending_orders'],
      tables: largeTables(sizes),
    },
    onProgress,
  );
  return sizes;
}

/**
 * Tables whose indexes are built at the end. Those of `partner_binding` stay: triggers look up the current binding of
 * every customer while rows are inserted.
 */
const largeTables = ({ customers: count, authorizations: granted, ...sizes }: ScaleSizes) => ({
  customer: count,
  customer_access: 1.2 * count,
  csp_authorization: granted / 2,
  joint_sales_authorization: granted / 2,
  authorization_version: granted,
  exclusive_discount: sizes.discounts + 0.3 * sizes.orders,
  exclusive_discount_line: 2 * sizes.discounts + 0.3 * sizes.orders,
  customer_order: sizes.orders,
  order_access: 1.1 * sizes.orders,
  order_line: 1.1 * sizes.orders,
  product_sales: Math.min(sizes.orders, 37 * sizes.partners * sizes.assortment),
  settlement_bill_line: 0.6 * sizes.orders,
});
