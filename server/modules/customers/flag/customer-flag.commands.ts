import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { customerForChange } from '../access/customer-access.write.ts';
import type { UpstreamFlag } from '../customer/customer.entity.ts';
import { customer } from '../customer/customer.read.ts';
import { UpstreamFlagEnum } from '../customer/customer.type.ts';
import { CustomerFlagEntity } from './customer-flag.entity.ts';
import { UPSTREAM_FACTS } from './upstream-facts.ts';

interface Change {
  readonly id: string;
  readonly flag: UpstreamFlag;
  readonly reason: string;
}

const onFlag = (
  name: string,
  description: string,
  change: (tx: Tx, input: Change) => void,
): AnyCommand =>
  command({
    name,
    description,
    roles: ['operator'],
    fields: {
      id: field.id(() => customer, 'The customer.'),
      flag: field.word(UpstreamFlagEnum, 'Flag that no upstream API provides.'),
      reason: field.reason('Reason; recorded in the audit.'),
    },
    payload: { customer: () => customer },
    idempotent: false,
    async run(tx, input) {
      const { id, flag, reason } = input;
      if (UPSTREAM_FACTS[flag].api !== null) throw refuse('FLAG_FROM_UPSTREAM', 'flag');
      await customerForChange(tx, id);
      change(tx, input);
      tx.audit({ action: name, subjectType: 'Customer', subjectId: id, detail: { flag, reason } });
      return { customer: id };
    },
  });

export const customerFlagCommands: readonly AnyCommand[] = [
  onFlag(
    'customerSetFlag',
    'Sets a flag of a customer that no upstream API provides (设置标记).',
    (tx, { id, flag, reason }) =>
      tx.write(sql`
        insert into ${sql.table(CustomerFlagEntity)} (id, created_at, customer_id, flag, since, checked_at, source, set_by, reason)
        values (${tx.newId()}, ${tx.now}, ${id}, ${flag}, ${tx.now}, ${tx.now}, 'OPERATOR', ${tx.viewer.actorName}, ${reason})
        on conflict (customer_id, flag) do update set checked_at = excluded.checked_at, set_by = excluded.set_by,
          reason = excluded.reason`),
  ),
  onFlag(
    'customerClearFlag',
    'Clears a flag of a customer that no upstream API provides (清除标记).',
    (tx, { id, flag }) =>
      tx.write(
        sql`delete from ${sql.table(CustomerFlagEntity)} where customer_id = ${id} and flag = ${flag}`,
      ),
  ),
];
