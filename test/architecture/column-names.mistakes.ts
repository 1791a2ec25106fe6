import { PartnerBindingEntity } from '../../server/modules/bindings/binding.entity.ts';
import { bindingMachine } from '../../server/modules/bindings/binding.machine.ts';
import { PartnerBindingType } from '../../server/modules/bindings/binding.type.ts';
import { bindingLife, partnerBinding } from '../../server/modules/bindings/index.ts';
import { CustomerAccessEntity } from '../../server/modules/customers/access/customer-access.entity.ts';
import { CustomerEntity } from '../../server/modules/customers/customer/customer.entity.ts';
import { CustomerType } from '../../server/modules/customers/customer/customer.type.ts';
import { customer } from '../../server/modules/customers/index.ts';
import { bulkOf } from '../../server/platform/command/bulk.ts';
import { actions } from '../../server/platform/read/actions.ts';
import { computed } from '../../server/platform/read/computed.ts';
import { extend, reads, relation, type SqlOf } from '../../server/platform/read/declare.ts';
import { filter } from '../../server/platform/read/filters.ts';
import { visibleTo } from '../../server/platform/read/visible.ts';
import { sql } from '../../server/platform/sql/sql.ts';

/*
 * Misspelt column names. No line of this file runs: `npm run check` compiles it, and a mistake that compiles fails
 * as an `@ts-expect-error` without an error. Next to each mistake is its correct form, which must compile.
 */

export const fields = reads(PartnerBindingType, PartnerBindingEntity, {
  id: 'one',
  fields: {
    right: (d) => sql`${d.status}`,
    // @ts-expect-error a computed column
    wrong: (d) => sql`${d.staus}`,
    rightOf: computed.rate('type'),
    // @ts-expect-error a property in another form
    wrongOf: computed.rate('tpye'),
    rightOnly: visibleTo(
      () => true,
      (d) => d.type,
    ),
    wrongOnly: visibleTo(
      () => true,
      // @ts-expect-error a column that some roles see
      (d) => d.tpye,
    ),

    // @ts-expect-error a column of an access row, of a type without
    wrongAccess: (d) => d['access.level'],
  },
});

export const filters = reads(PartnerBindingType, PartnerBindingEntity, {
  id: 'two',
  filters: {
    any: filter.anyOf('status', {}, ''),
    // @ts-expect-error any of some words
    wrongAny: filter.anyOf('staus', {}, ''),
    ids: filter.ids('customerId', () => customer, ''),
    // @ts-expect-error any of some objects
    wrongIds: filter.ids('custommerId', () => customer, ''),
    range: filter.range('dueAt', ''),
    // @ts-expect-error a range of time
    wrongRange: filter.range('dewAt', ''),
    search: filter.search('inviteMail', ''),
    // @ts-expect-error a search
    wrongSearch: filter.search('searchKey', ''),
    holds: filter.holds((d) => sql`${d.boundAt} is null`, ''),
    // @ts-expect-error a condition
    wrongHolds: filter.holds((d) => sql`${d.bountAt} is null`, ''),
    values: filter.values('type', () => [String], ''),
    // @ts-expect-error a list of values
    wrongValues: filter.values('tpye', () => [String], ''),
    valuesIn: filter.values(
      (d, values) => sql`${d.type} = any(${values})`,
      () => [String],
      '',
    ),
    wrongValuesIn: filter.values(
      // @ts-expect-error a condition on a list of values
      (d, values) => sql`${d.tpye} = any(${values})`,
      () => [String],
      '',
    ),
  },
});

export const relations = reads(CustomerType, [CustomerEntity, CustomerAccessEntity], {
  id: 'three',
  relations: {
    one: relation.one(() => customer, 'id', ''),
    // @ts-expect-error a relation to one, by a column of this row
    wrongOne: relation.one(() => customer, 'parentId', ''),
    byAccess: relation.one(
      () => customer,
      (d) => d['access.viaPartnerId'],
      '',
    ),
    wrongAccess: relation.one(
      () => customer,
      // @ts-expect-error a column of the access row
      (d) => d['access.viaPartner'],
      '',
    ),
    page: relation.page(() => partnerBinding, 'customerId', ''),
    // @ts-expect-error a page, by a column of the other rows
    wrongPage: relation.page(() => partnerBinding, 'clientId', ''),
    some: relation.some(() => partnerBinding, 'customerId', '', { orderBy: 'createdAt', max: 3 }),
    wrongSome: relation.some(() => partnerBinding, 'customerId', '', {
      // @ts-expect-error the order of a short list
      orderBy: 'position',
      max: 3,
    }),
    chosen: relation.chosen(
      () => partnerBinding,
      { among: (b, d) => sql`${b.customerId} = ${d.id}` },
      '',
    ),
    wrongChosen: relation.chosen(
      () => partnerBinding,
      // @ts-expect-error a column of the chosen row
      { among: (b, d) => sql`${b.clientId} = ${d.id}` },
      '',
    ),
  },
  orders: {
    RIGHT: ['createdAt', 'id'],
    // @ts-expect-error an ordering
    WRONG: ['createAt', 'id'],
  },
  // @ts-expect-error a key
  keys: { name: '', nmae: '' },
});

export const facts = actions(bindingMachine, PartnerBindingEntity, {
  right: (d) => sql`${d.dueAt} is null`,
  // @ts-expect-error a fact of a machine
  wrong: (d) => sql`${d.dewAt} is null`,
});

export const edge = extend(customer, {
  filters: {
    right: filter.holds((d) => sql`${d['access.level']} is null`, ''),
    // @ts-expect-error a filter that a later module adds
    wrong: filter.holds((d) => sql`${d['access.levle']} is null`, ''),
  },
});

export const right = bindingLife.guard({ event: 'a', code: 'A', when: (d) => d.status });
// @ts-expect-error a guard that a later module adds
export const wrong = bindingLife.guard({ event: 'a', code: 'A', when: (d) => d.staus });

export const rightBulk = bulkOf(customer, { label: (d) => d.name });
// @ts-expect-error the label of a row in a bulk job
export const wrongBulk = bulkOf(customer, { label: (d) => d.nmae });

const due: SqlOf<'dueAt'> = (d) => d.dueAt;
const field = { type: () => Date, description: '', source: due };
export const shared = extend(partnerBinding, { fields: { field } });
// @ts-expect-error a shared helper that asks for a column which the type lacks
export const unshared = extend(customer, { fields: { field } });

export const row = (d: { readonly id: ReturnType<typeof sql> }) =>
  relation.choice(PartnerBindingEntity, { among: (b) => sql`${b.customerId} = ${d.id}` }).row(
    d,
    sql.viewer,
    // @ts-expect-error the column that is selected of a chosen row
    (b) => b.staus,
  );
