import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { searchKey } from '../../partners/index.ts';
import { customerForChange } from '../access/customer-access.write.ts';
import { customer } from './customer.read.ts';

/** A partner names a prospect as it likes, and the account belongs to that name for all others. */
const correct = command({
  name: 'customerCorrect',
  description:
    'Corrects the name and the account of a customer that partners or a file named (更正客户). A customer from upstream is corrected there.',
  roles: ['operator'],
  freshProof: true,
  fields: {
    id: field.id(() => customer, 'The customer.'),
    name: field.text('Name of the company or person, as registered.', { max: 120 }),
    cloudAccount: field.text('Account name (账号), without spaces.', {
      max: 64,
      pattern: /^\S+$/,
    }),
    reason: field.text('Source of the right name and account; recorded in the audit.', {
      max: 500,
    }),
  },
  payload: { customer: () => customer },
  idempotent: true,
  constraints: { customer_cloud_account: { code: 'ACCOUNT_TAKEN', field: 'cloudAccount' } },
  async run(tx, { id, name, cloudAccount, reason }) {
    const row = await customerForChange(tx, id);
    if (row.source === 'UPSTREAM') throw refuse('CUSTOMER_FROM_UPSTREAM', 'id');
    const former = { name: row.name, cloudAccount: row.cloudAccount };
    Object.assign(row, {
      name,
      nameKey: searchKey(name),
      cloudAccount: cloudAccount.toLowerCase(),
      version: row.version + 1,
    });
    tx.audit({
      action: 'customerCorrect',
      subjectType: 'Customer',
      subjectId: id,
      detail: { reason, former },
    });
    return { customer: id };
  },
});

export const customerCorrectCommands: readonly AnyCommand[] = [correct];
