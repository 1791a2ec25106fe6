import { bulkOf } from '../../../platform/command/bulk.ts';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { member } from '../../identity/index.ts';
import { customerForChange } from '../access/customer-access.write.ts';
import {
  addTags,
  ownAccess,
  removeTags,
  setManager,
  setOwnData,
  setTags,
  TAG_LENGTH,
  TAGS_MAX,
  undoAdding,
  undoAssigning,
  undoRemoving,
} from '../access/customer-own.write.ts';
import { discloseContact } from '../access/disclosure.write.ts';
import { customer } from './customer.read.ts';
import { CustomerContactType } from './customer.type.ts';

const inBulk = bulkOf(customer, { label: (d) => d.name });

const assignManager: AnyCommand = {
  ...command({
    name: 'customerAssignManager',
    description:
      'Assigns a member of the organization to a customer as account manager (客户经理), or nobody.',
    roles: ['csp.owner', 'csp.manager'],
    fields: {
      id: field.id(() => customer, 'The customer.'),
      memberId: field.optional(
        field.id(() => member, 'Member who becomes account manager; null for nobody.', {
          unseen: 'MEMBER_UNKNOWN also tells members who left',
        }),
      ),
    },
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

/** Input fields of an organization's own data about a customer. */
export const ownDataFields = {
  managerId: field.optional(
    field.id(() => member, 'Active member who becomes account manager (客户经理).', {
      unseen: 'MEMBER_UNKNOWN also tells members who left',
    }),
  ),
  tags: field.optional(
    field.list(
      field.text('Tags (标签), at most 20, each of at most 30 characters.', { max: TAG_LENGTH }),
      { max: TAGS_MAX },
    ),
  ),
};

const setOwn = command({
  name: 'customerSetOwnData',
  description:
    'Sets the account manager and the tags that the organization keeps on a customer. A field that is absent stays; a representative names no other account manager.',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  fields: { id: field.id(() => customer, 'The customer.'), ...ownDataFields },
  payload: { customer: () => customer },
  idempotent: false,
  async run(tx, { id, ...own }) {
    await customerForChange(tx, id);
    await setOwnData(tx, id, own);
    return { customer: id };
  },
});

/** Returns a command on the tags of a customer. */
const onTags = (
  name: string,
  description: string,
  change: typeof setTags,
  bulk?: typeof inBulk,
): AnyCommand => ({
  ...command({
    name,
    description,
    roles: ['csp.owner', 'csp.manager', 'csp.rep'],
    fields: {
      id: field.id(() => customer, 'The customer.'),
      tags: field.list(
        field.text('Tags, at most 20, each of at most 30 characters.', { max: TAG_LENGTH }),
        {
          min: bulk ? 1 : 0,
          max: TAGS_MAX,
        },
      ),
    },
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
  'Sets the tags (标签) that the organization keeps on a customer, in place of the previous ones.',
  setTags,
);
const tagWith = onTags(
  'customerAddTags',
  'Adds tags (标签) to a customer; at most 20 in total.',
  addTags,
  { ...inBulk, undo: undoAdding },
);
const untag = onTags(
  'customerRemoveTags',
  'Removes tags from a customer; tags that it does not have are ignored.',
  removeTags,
  { ...inBulk, undo: undoRemoving },
);

const revealContact = command({
  name: 'customerRevealContact',
  description:
    'Discloses the unmasked contact data of a customer in this response. Viewer and reason are audited; a policy limits the customers of a member within 24 hours (`member.contacts`).',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  fields: {
    id: field.id(() => customer, 'The customer.'),
    reason: field.reason('Reason why the data is needed; recorded in the audit.'),
  },
  payload: { customer: () => customer },
  extra: {
    contact: {
      type: () => CustomerContactType,
      description: 'Unmasked contact data.',
      once: true,
    },
  },
  idempotent: false,
  freshProof: true,
  async run(tx, { id, reason }) {
    const row = await customerForChange(tx, id);
    const shared = await tx.rows(
      sql`select 1 from customer_access where ${ownAccess(tx, id)} and level = 'FULL' and until is null`,
    );
    if (shared.length === 0) throw refuse('CONTACT_NOT_SHARED');
    await discloseContact(tx, id, reason);
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
  setOwn,
  revealContact,
];
