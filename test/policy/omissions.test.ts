import { describe, expect, it } from '@jest/globals';
import { defineEntity } from '@mikro-orm/core';
import { customer } from '../../server/modules/customers/index.ts';
import { assemble } from '../../server/platform/api/assemble.ts';
import { command } from '../../server/platform/command/command.ts';
import { field } from '../../server/platform/command/input.ts';
import { runCommand } from '../../server/platform/command/pipeline.ts';
import { aggregate, partOf } from '../../server/platform/db/aggregate.ts';
import { p } from '../../server/platform/db/columns.ts';
import {
  ALL,
  assignedTo,
  conditionsFor,
  partiesOf,
  partOfRole,
} from '../../server/platform/db/parties.ts';
import type { DomainModule } from '../../server/platform/domain.ts';
import { Columns } from '../../server/platform/sql/columns.ts';
import { print, sql } from '../../server/platform/sql/sql.ts';
import type { Role } from '../../server/platform/viewer.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';

const demand = () => ({
  ...p.base(),
  partnerId: p.uuid(),
  sellerId: p.uuid(),
  customerId: p.uuid(),
  status: p.word(['DRAFT', 'OPEN']),
});

/** The scope of a role in an entity, as text; null where it sees nothing. */
function scopeOf(entity: object, role: Role): string | null {
  const parties = partiesOf(entity);
  if (!partOfRole(parties, role)) return null;
  const viewer = {
    tenantId: 't',
    memberId: 'm',
    actorId: 'a',
    actorName: 'n',
    side: 's',
    role,
    subjectId: null,
    scopes: [],
  };
  const conditions = conditionsFor(parties, role, Columns.in('d'), sql.viewer, (id) => id);
  return print(sql.and(conditions), { viewer }).text;
}

const boot = (...entities: object[]) =>
  assemble([{ name: 'planted', entities: entities as DomainModule['entities'] & object }]);

describe('a module that says too little about access', () => {
  it('does not build without a word on it', async () => {
    const Naive = defineEntity({ name: 'Naive', tableName: 'naive', properties: demand() });
    await expect(boot(Naive)).rejects.toThrow(
      'Naive does not say who has a part in its rows: define it by aggregate()',
    );
    // @ts-expect-error The module's list takes entities with parties only.
    const listed: DomainModule = { name: 'planted', entities: [Naive] };
    expect(listed.entities).toHaveLength(1);
    // @ts-expect-error An aggregate says its parties.
    expect(() => aggregate({ name: 'N', tableName: 'n', properties: demand() })).toThrow();
  });

  it('shows nothing to a side that it forgets, nor to representatives', () => {
    const Forgetful = aggregate({
      name: 'Forgetful',
      parties: { partner: 'partnerId', operator: ALL },
      properties: demand(),
    });
    expect(scopeOf(Forgetful, 'csp.owner')).toBe('(d.partner_id = $1::uuid)');
    for (const role of ['csp.rep', 'seller.manager', 'buyer', 'reporting'] as const)
      expect([role, scopeOf(Forgetful, role)]).toEqual([role, null]);
  });

  it('shows a link the one row that it was made for', () => {
    const Linked = aggregate({
      name: 'Linked',
      parties: { customer: 'customerId' },
      properties: demand(),
    });
    expect(scopeOf(Linked, 'buyer')).toBe(
      '(d.customer_id = $1::uuid and ($2::uuid is null or d.id = $2::uuid))',
    );
  });

  it('does not compile with a misspelt side, column or state', () => {
    const spec = { name: 'M', tableName: 'm', properties: demand() } as const;
    // @ts-expect-error There is no such side.
    aggregate({ ...spec, parties: { sellr: 'sellerId' } });
    // @ts-expect-error There is no such column.
    aggregate({ ...spec, parties: { seller: 'selerId' } });
    aggregate({
      ...spec,
      // @ts-expect-error There is no such state.
      parties: { seller: { column: 'sellerId', notIn: { status: ['DRFT'] } } },
    });
    aggregate({
      ...spec,
      parties: { seller: { column: 'sellerId', notIn: { status: ['DRAFT'] } } },
    });
  });

  it('does not open its rows to everybody by a condition that asks for nobody', async () => {
    const Open = aggregate({
      name: 'Open',
      tableName: 'open_demand',
      parties: { seller: { also: (d) => d.status } },
      properties: demand(),
    });
    await expect(boot(Open)).rejects.toThrow(
      'open_demand: what the seller reads beside asks for neither its tenant nor its side',
    );
  });
});

describe('a part of a whole', () => {
  const Whole = aggregate({
    name: 'Whole',
    parties: {
      partner: 'partnerId',
      rep: assignedTo('customerId'),
      seller: { column: 'sellerId', notIn: { status: ['DRAFT'] } },
    },
    properties: demand(),
  });

  it('does not build without a copy of what the parties of the whole name', async () => {
    const { status: _, ...columns } = demand();
    const Part = aggregate({
      name: 'Part',
      parties: partOf(Whole, { id: 'wholeId' }),
      properties: { ...columns, wholeId: p.uuid() },
    });
    await expect(boot(Whole, Part)).rejects.toThrow(
      'Part lacks "status", by which the parties of Whole see it',
    );
  });

  it('is narrowed as the whole is, by its own columns', () => {
    const { status, customerId, ...columns } = demand();
    const Part = aggregate({
      name: 'Part',
      parties: partOf(Whole, { id: 'wholeId', status: 'state', customerId: 'buyerId' }),
      properties: { ...columns, wholeId: p.uuid(), state: status, buyerId: customerId },
    });
    expect(scopeOf(Part, 'csp.rep')).toBe('(d.partner_id = $1::uuid) and (d.buyer_id)');
    expect(scopeOf(Part, 'seller.manager')).toBe(`(d.seller_id = $1::uuid and d.state <> 'DRAFT')`);
    aggregate({
      name: 'P',
      // @ts-expect-error The part has no such column.
      parties: partOf(Whole, { id: 'whole' }),
      properties: columns,
    });
  });
});

describe('a command that forgets to check an id of its input', () => {
  const world = testWorld('omissions');

  it('is refused by the pipeline, and nothing of it stays', async () => {
    const partner = await partnerOf(world, '上海云衡');
    const rep = await world.member(partner, 'csp.rep');
    const owner = await world.member(partner, 'csp.owner');
    const id = await customerOf(world, '云启科技', [partner]);
    const naive = command({
      name: 'naiveOpen',
      description: 'Opens something for a customer.',
      roles: ['csp.owner', 'csp.rep'],
      fields: { customerId: field.id(() => customer, 'The customer.') },
      payload: {},
      idempotent: false,
      async run(tx, { customerId }) {
        tx.audit({ action: 'naiveOpen', subjectType: 'Customer', subjectId: customerId });
        return {};
      },
    });
    const lines = () => world.rows(sql`select 1 from audit_entry where action = 'naiveOpen'`);
    const open = (viewer: typeof rep.viewer) =>
      runCommand(world.deps, viewer, naive, { input: { customerId: id }, requestId: 'naive' });
    await expect(open(rep.viewer)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await lines()).toHaveLength(0);
    // The control: for who sees the customer the same call is carried out.
    await open(owner.viewer);
    expect(await lines()).toHaveLength(1);
  });
});
