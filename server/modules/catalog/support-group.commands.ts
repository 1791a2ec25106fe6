import { command } from '../../platform/command/command.ts';
import { field } from '../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';
import { supportGroupLimit } from './catalog.policies.ts';
import { supportGroup } from './product.read.ts';
import { type SupportGroup, SupportGroupEntity } from './support-group.entity.ts';
import { SupportContentEnum } from './support-group.type.ts';

const form = {
  name: field.text('Name, unique among the groups of the seller.', { max: 60 }),
  content: field.list(
    field.word(SupportContentEnum, 'Content of the support, at least one kind.'),
    { min: 1, max: 5 },
  ),
  hours: field.text('Hours at which the group answers, for example 工作日 9:00–18:00.', {
    max: 100,
  }),
  phone: field.phone('Telephone number.'),
  mail: field.mailAddress('Mail address.'),
};

const idField = field.id(() => supportGroup, 'Global id of the support group.');

const constraints = {
  support_group_seller_name: { code: 'NAME_TAKEN', field: 'name' },
} as const;

type Form = Pick<SupportGroup, 'name' | 'content' | 'hours' | 'phone' | 'mail'>;

const formOf = ({ name, content, hours, phone, mail }: Form): Form => ({
  name,
  content: [...new Set(content)],
  hours,
  phone,
  mail,
});

function audit(tx: Tx, action: string, group: SupportGroup | ({ id: string } & Form)): void {
  tx.audit({
    action,
    subjectType: 'SupportGroup',
    subjectId: group.id,
    detail: { ...formOf(group) },
  });
}

/** Locks a group of the viewer for change. Throws STALE_VERSION for another version. */
async function forChange(tx: Tx, id: string, version?: number): Promise<SupportGroup> {
  tx.lock('SupportGroup', id);
  const row = await tx.get(SupportGroupEntity, id);
  if (version !== undefined && version !== row.version)
    throw refuse('STALE_VERSION', 'version', { version: row.version });
  return row;
}

const create = command({
  name: 'supportGroupCreate',
  description:
    "Creates a support group of the viewer's organization (新建支持组). A policy limits their number.",
  roles: ['seller.manager'],
  fields: form,
  payload: { supportGroup: () => supportGroup },
  idempotent: true,
  constraints,
  async run(tx, input) {
    const sellerId = tx.viewer.tenantId;
    tx.lock('SupportGroupsOf', sellerId);
    const groups = await tx.find(SupportGroupEntity, (d) => sql`${d.sellerId} = ${sellerId}`);
    const limit = await supportGroupLimit.value(tx, tx.now);
    if (groups.length >= limit) throw refuse('SUPPORT_GROUP_LIMIT_REACHED', null, { limit });
    const made = { id: tx.newId(), createdAt: tx.now, sellerId, ...formOf(input), version: 1 };
    tx.insert(SupportGroupEntity, made);
    audit(tx, 'supportGroupCreate', made);
    return { supportGroup: made.id };
  },
});

const update = command({
  name: 'supportGroupUpdate',
  description:
    'Replaces the facts of a support group (修改支持组). Its products and their orders show the new ones at once.',
  roles: ['seller.manager'],
  fields: { id: idField, version: field.version, ...form },
  payload: { supportGroup: () => supportGroup },
  idempotent: true,
  constraints,
  async run(tx, { id, version, ...input }) {
    const row = await forChange(tx, id, version);
    Object.assign(row, formOf(input), { version: row.version + 1 });
    audit(tx, 'supportGroupUpdate', row);
    return { supportGroup: id };
  },
});

const remove = command({
  name: 'supportGroupDelete',
  description:
    'Deletes a support group that no product names (删除支持组); otherwise SUPPORT_GROUP_IN_USE.',
  roles: ['seller.manager'],
  fields: { id: idField, version: field.version },
  payload: { supportGroup: () => supportGroup },
  idempotent: true,
  constraints: { product_support_group_id_foreign: 'SUPPORT_GROUP_IN_USE' },
  async run(tx, { id, version }) {
    const row = await forChange(tx, id, version);
    audit(tx, 'supportGroupDelete', row);
    await tx.rows(sql`delete from ${sql.table(SupportGroupEntity)} where id = ${id}`);
    return { supportGroup: null };
  },
});

export const supportGroupCommands: readonly AnyCommand[] = [create, update, remove];
