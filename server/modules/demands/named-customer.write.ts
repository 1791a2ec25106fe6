import { field, inputShape } from '../../platform/command/input.ts';
import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';

export interface CustomerAccount {
  readonly cloudAccount: string;
  readonly name: string;
}

export const customerAccount = inputShape(
  'CustomerAccountInput',
  'Customer by account and name; both must match exactly.',
  {
    cloudAccount: field.text('Account name (账号).', { max: 64 }),
    name: field.text('Name of the company or person, as registered.', { max: 120 }),
  },
);

export interface NamedCustomer {
  readonly customerId: string;
  readonly customerName: string;
  readonly cloudAccount: string;
}

/** Returns the customer with this account and name. Anything else is CUSTOMER_ACCOUNT_UNKNOWN at the field. */
export async function customerNamed(
  tx: Tx,
  { cloudAccount, name }: CustomerAccount,
  at: string,
): Promise<NamedCustomer> {
  const [row] = await tx.rows<{ id: string | null }>(
    sql`select guard_customer_named(${cloudAccount}, ${name}) as id`,
  );
  if (!row?.id) throw refuse('CUSTOMER_ACCOUNT_UNKNOWN', at);
  return { customerId: row.id, customerName: name, cloudAccount: cloudAccount.toLowerCase() };
}
