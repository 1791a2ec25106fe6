import { bulkOf } from '../../platform/command/bulk.ts';
import { command } from '../../platform/command/command.ts';
import { idOf, inputShape, listOf, optional, text } from '../../platform/command/input.ts';
import type { AnyCommand, Bulk } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';
import { member } from '../identity/index.ts';
import { customer } from './customer.read.ts';
import { CustomerContactType } from './customer.type.ts';
import { customerForChange } from './customer-access.write.ts';
import {
  addTags,
  ownAccess,
  removeTags,
  setManager,
  setTags,
  TAG_LENGTH,
  TAGS_MAX,
  undoAdding,
  undoAssigning,
  undoRemoving,
} from './customer-own.write.ts';

const inBulk = bulkOf(customer, { label: (d) => d.name });

const assignManager: AnyCommand = {
  ...command({
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
      await setManager(tx, id, memberId ?? null);
      return { customer: id };
    },
  }),
  bulk: { ...inBulk, undo: undoAssigning },
};

/** A command on the labels of a customer. */
const onTags = (
  name: string,
  description: string,
  change: typeof setTags,
  bulk?: Bulk,
): AnyCommand => ({
  ...command({
    name,
    description,
    roles: ['csp.owner', 'csp.manager', 'csp.rep'],
    input: inputShape(`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`, `Input of ${name}.`, {
      id: idOf(() => customer, 'The customer.'),
      tags: listOf(
        text('Labels, at most twenty, each of at most 30 characters.', { max: TAG_LENGTH }),
        {
          min: bulk ? 1 : 0,
          max: TAGS_MAX,
        },
      ),
    }),
    payload: { customer: () => customer },
    idempotent: false,
    async run(tx, { id, tags }) {
      await customerForChange(tx, id);
      await change(tx, id, tags);
      return { customer: id };
    },
  }),
  ...(bulk && { bulk }),
});

const tag = onTags(
  'customerSetTags',
  'Sets the labels (标签) that the organization keeps on a customer; they replace the former ones.',
  setTags,
);
const tagWith = onTags(
  'customerAddTags',
  'Adds labels to those that a customer has; at most twenty in all.',
  addTags,
  { ...inBulk, undo: undoAdding },
);
const untag = onTags(
  'customerRemoveTags',
  'Takes labels away from a customer, those that it has.',
  removeTags,
  { ...inBulk, undo: undoRemoving },
);

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

export const customerCommands: readonly AnyCommand[] = [
  assignManager,
  tag,
  tagWith,
  untag,
  revealContact,
];
