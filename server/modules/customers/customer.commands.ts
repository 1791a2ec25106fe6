import { type AnyCommand, command, type Tx } from '../../platform/command/command.ts';
import { idOf, inputShape, listOf, optional, text } from '../../platform/command/input.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/read/sql.ts';
import { member } from '../identity/index.ts';
import { customer } from './customer.read.ts';
import { CustomerContactType } from './customer.type.ts';
import { customerForChange } from './customer-access.commands.ts';

const TAGS_MAX = 20;
const TAG_LENGTH = 30;

const ownAccess = (tx: Tx, customerId: string) =>
  sql`customer_id = ${customerId} and org_id = ${tx.viewer.tenantId}`;

const assignManager = command({
  name: 'customerAssignManager',
  description:
    'Assigns a customer to a member of the organization as account manager (客户经理), or to nobody.',
  roles: ['csp.owner', 'csp.manager'],
  input: inputShape('CustomerAssignManagerInput', 'Input of customerAssignManager.', {
    id: idOf(() => customer, 'The customer.'),
    memberId: optional(idOf(() => member, 'The member who takes it; null for nobody.')),
  }),
  payload: { customer: () => customer },
  idempotent: false,
  async run(tx, { id, memberId }) {
    await customerForChange(tx, id);
    if (memberId) {
      const known = await tx.rows(sql`
        select 1 from membership where id = ${memberId} and org_id = ${tx.viewer.tenantId} and status = 'ACTIVE'`);
      if (known.length === 0) throw refuse('MEMBER_UNKNOWN', 'memberId');
    }
    await tx.rows(
      sql`update customer_access set account_manager_id = ${memberId ?? null} where ${ownAccess(tx, id)}`,
    );
    tx.audit({
      action: 'customerAssignManager',
      subjectType: 'Customer',
      subjectId: id,
      detail: { memberId },
    });
    return { customer: id };
  },
});

const tag = command({
  name: 'customerTag',
  description:
    'Sets the labels (标签) that the organization keeps on a customer; they replace the former ones.',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  input: inputShape('CustomerTagInput', 'Input of customerTag.', {
    id: idOf(() => customer, 'The customer.'),
    tags: listOf(text('A label, at most 30 characters.', { max: TAG_LENGTH }), { max: TAGS_MAX }),
  }),
  payload: { customer: () => customer },
  idempotent: false,
  async run(tx, { id, tags }) {
    await customerForChange(tx, id);
    const kept = [...new Set(tags)];
    await tx.rows(sql`update customer_access set tags = array(select jsonb_array_elements_text(${JSON.stringify(kept)}::jsonb))
      where ${ownAccess(tx, id)}`);
    tx.audit({
      action: 'customerTag',
      subjectType: 'Customer',
      subjectId: id,
      detail: { tags: kept },
    });
    return { customer: id };
  },
});

const revealContact = command({
  name: 'customerRevealContact',
  description:
    'Hands out the contact data of a customer in clear, once. Who asked and why is audited.',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  input: inputShape('CustomerRevealContactInput', 'Input of customerRevealContact.', {
    id: idOf(() => customer, 'The customer.'),
    reason: text('Why the data is needed; kept in the audit.', { max: 500 }),
  }),
  payload: { customer: () => customer },
  extra: {
    contact: {
      type: () => CustomerContactType,
      description: 'The contact data in clear.',
      once: true,
    },
  },
  idempotent: false,
  async run(tx, { id, reason }) {
    const row = await customerForChange(tx, id);
    const shared = await tx.rows(
      sql`select 1 from customer_access where ${ownAccess(tx, id)} and level = 'FULL' and until is null`,
    );
    if (shared.length === 0) throw refuse('CONTACT_NOT_SHARED');
    tx.audit({
      action: 'customerRevealContact',
      subjectType: 'Customer',
      subjectId: id,
      detail: { reason },
    });
    return {
      customer: id,
      contact: { name: row.contactName, phone: row.contactPhone, mail: row.contactMail },
    };
  },
});

export const customerCommands: readonly AnyCommand[] = [assignManager, tag, revealContact];
