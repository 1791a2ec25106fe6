import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { billDetail, type SubCustomer, subCustomer } from '../../kit/upstream/index.ts';
import type { Caller } from '../../kit/world.ts';
import { bound, customerOf, invited, partnerOf } from '../bindings/fixtures.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
let other: Caller;
/** Customers that were here before the first run, by their upstream id. */
const here = new Map<string, string>();

beforeAll(async () => {
  stage = await setStage('differences', []);
  const { world, org, owner } = stage;
  const rival = await partnerOf(world, '远景服务');
  other = await world.member(rival, 'csp.owner');
  const known = async (upstreamId: string, contactOnFile: boolean): Promise<string> => {
    const id = await customerOf(world, `客户 ${upstreamId}`, [org, rival], {
      upstreamId,
      cloudAccount: `account_${upstreamId}`,
      contactOnFile,
    });
    here.set(upstreamId, id);
    return id;
  };
  const provisional = async (partner: Caller, customerId: string): Promise<void> => {
    const { id, buyer } = await invited(world, partner, customerId);
    await buyer.mutate('partnerBindingAccept', { id, type: 'ADVISORY', agreementAccepted: true });
  };
  await provisional(owner, await known('ours', false));
  await provisional(other, await known('theirs', false));
  await bound(world, owner, await known('typed', true), 'ADVISORY');
  await bound(world, other, await known('elsewhere', true), 'ADVISORY');
  await invited(world, owner, await known('invited', true));
  stage.theirs.customers = ['ours', 'theirs', 'typed', 'elsewhere', 'invited'].map(
    (id): SubCustomer => subCustomer(id),
  );
  Object.assign(stage.theirCustomer('typed'), {
    association_type: '2',
    label: '大客户',
    account_managers: [{ account_name: '林晓' }],
  });
  await stage.sync();
});
afterAll(() => stage?.close());

const bindingOf = async (upstreamId: string, partnerId: string) =>
  (
    await stage.world.rows<{ status: string; type: string }>(sql`
      select status, type from partner_binding where customer_id = ${here.get(upstreamId)!.slice(4)} and partner_id = ${partnerId}
      order by created_at desc limit 1`)
  )[0];

/** Open differences about a customer: class → id, values and enabled steps. */
async function open(upstreamId: string, viewer = stage.owner): Promise<Record<string, any>> {
  const { differences } = await viewer.ask(
    `{ differences(first: 50, filter: { status: [OPEN], customerId: ["${here.get(upstreamId)}"] }) { nodes { id differenceClass ours theirs viewerActions { name enabled reasonCode } } } }`,
  );
  return Object.fromEntries(
    differences.nodes.map(({ differenceClass, viewerActions, ...rest }: any) => [
      differenceClass,
      {
        ...rest,
        steps: viewerActions.flatMap(({ name, enabled }: any) => (enabled ? [name] : [])),
        takeOver: viewerActions.find(({ name }: any) => name === 'takeOver').reasonCode,
      },
    ]),
  );
}

describe('an association upstream', () => {
  it('makes the provisional binding of the partner that it names BOUND', async () => {
    expect(await bindingOf('ours', stage.org.id)).toMatchObject({ status: 'BOUND' });
  });

  it('declines the provisional binding of another partner', async () => {
    expect(await bindingOf('theirs', other.viewer.tenantId)).toMatchObject({ status: 'DECLINED' });
    const { ASSOCIATED_UPSTREAM_ONLY: found } = await open('theirs');
    expect(found).toMatchObject({
      ours: null,
      theirs: 'ADVISORY',
      steps: ['takeOver', 'keepOurs'],
    });
    await stage.owner.mutate('differenceTakeOver', { id: found.id });
    expect(await bindingOf('theirs', stage.org.id)).toMatchObject({ status: 'BOUND' });
  });

  it('leaves a decision about an open invitation to a person', async () => {
    const { ASSOCIATED_UPSTREAM_ONLY: found } = await open('invited');
    expect(found).toMatchObject({ ours: 'INVITED' });
    await stage.owner.mutate('differenceTakeOver', { id: found.id });
    expect(await bindingOf('invited', stage.org.id)).toMatchObject({ status: 'BOUND' });
  });

  it('never takes a customer from another partner', async () => {
    const { ASSOCIATED_UPSTREAM_ONLY: found } = await open('elsewhere');
    expect(found).toMatchObject({ takeOver: 'LINKED_ELSEWHERE', steps: ['keepOurs'] });
    await stage.owner.cannot('differenceTakeOver', { id: found.id }, 'LINKED_ELSEWHERE');
    await stage.owner.mutate('differenceKeepOurs', { id: found.id, reason: '客户已换绑' });
    await stage.syncNow();
    expect(await open('elsewhere')).toEqual({});
    expect(await bindingOf('elsewhere', other.viewer.tenantId)).toMatchObject({ status: 'BOUND' });
    expect(
      (await other.ask('{ differences(first: 5) { nodes { id } } }')).differences.nodes,
    ).toEqual([]);
  });
});

describe('values that the product is the record of', () => {
  it('are not overwritten: each is a difference with both values', async () => {
    expect(await bindingOf('typed', stage.org.id)).toMatchObject({ type: 'ADVISORY' });
    expect(await open('typed')).toMatchObject({
      BINDING_TYPE: { ours: 'ADVISORY', theirs: 'AGENCY', steps: ['takeOver', 'keepOurs'] },
      ACCOUNT_MANAGER: { ours: null, theirs: '林晓' },
      LABEL: { ours: null, theirs: '大客户' },
    });
  });

  it('are taken over by one step each', async () => {
    for (const { id } of Object.values(await open('typed')))
      await stage.owner.mutate('differenceTakeOver', { id });
    const { customer } = await stage.owner.ask(
      `{ customer(by: { id: "${here.get('typed')}" }) { tags accountManager { name } binding { type } syncedAt staleSince source } }`,
    );
    expect(customer).toMatchObject({
      tags: ['大客户'],
      accountManager: { name: '林晓' },
      binding: { type: 'AGENCY' },
      staleSince: null,
      source: 'UPSTREAM',
    });
    expect(Date.parse(customer.syncedAt)).toBeLessThanOrEqual(stage.world.clock.now().getTime());
    expect(await open('typed')).toEqual({});
  });

  it('are settled when the upstream agrees again', async () => {
    stage.theirCustomer('typed').association_type = '1';
    await stage.syncNow();
    expect(await open('typed')).toMatchObject({
      BINDING_TYPE: { ours: 'AGENCY', theirs: 'ADVISORY' },
    });
    stage.theirCustomer('typed').association_type = '2';
    await stage.syncNow();
    expect(await open('typed')).toEqual({});
  });
});

describe('a customer that is asked for again', () => {
  const asked = async (name: string, id: string) =>
    (await stage.owner.mutate(name, { id }, 'outcome code')).outcome;

  it('is compared at once, and its difference is settled at once', async () => {
    const { length } = stage.upstream.requests;
    stage.theirCustomer('typed').association_type = '1';
    expect(await asked('customerRefetch', here.get('typed')!)).toBe('WRITTEN');
    const { BINDING_TYPE: found } = await open('typed');
    expect(found).toMatchObject({ ours: 'AGENCY', theirs: 'ADVISORY' });
    stage.theirCustomer('typed').association_type = '2';
    expect(await asked('differenceRefetch', found.id)).toBe('WRITTEN');
    expect(await open('typed')).toEqual({});
    expect(await asked('customerRefetch', here.get('typed')!)).toBe('UNCHANGED');
    expect(
      stage.upstream.requests.slice(length).map(({ parameters }) => parameters.customer_id),
    ).toEqual(['typed', 'typed', 'typed']);
  });

  it('is refused without an id upstream, without a connected account, and to strangers', async () => {
    const unknown = await customerOf(stage.world, '客户 new', [stage.org], {});
    await stage.owner.cannot('customerRefetch', { id: unknown }, 'NOT_FROM_UPSTREAM');
    const id = here.get('ours')!;
    const { length } = stage.upstream.requests;
    await expect(other.mutate('customerRefetch', { id })).rejects.toThrow();
    await stage.owner.mutate('upstreamAccountPause', { id: stage.accountId });
    await stage.owner.cannot('customerRefetch', { id }, 'ACCOUNT_NOT_CONNECTED');
    await stage.owner.mutate('upstreamAccountResume', { id: stage.accountId });
    expect(stage.upstream.requests).toHaveLength(length);
  });

  it('that the upstream does not know stays as it is', async () => {
    const theirs = stage.theirs.customers;
    stage.theirs.customers = [];
    expect(['NOT_FOUND', 'REFUSED']).toContain(await asked('customerRefetch', here.get('ours')!));
    stage.theirs.customers = theirs;
    expect(await bindingOf('ours', stage.org.id)).toMatchObject({ status: 'BOUND' });
  });
});

describe('a sub-distributor upstream', () => {
  const found = async () =>
    (
      await stage.owner.ask(
        '{ differences(first: 9, filter: { differenceClass: [DISTRIBUTOR], status: [OPEN] }) { nodes { ours theirs viewerActions { name enabled } } } }',
      )
    ).differences.nodes.map(({ ours, theirs, viewerActions }: any) => ({
      ours,
      theirs,
      steps: viewerActions.flatMap(({ name, enabled }: any) => (enabled ? [name] : [])),
    }));

  it('that is not enrolled below the distributor is a difference until it is', async () => {
    stage.theirs.indirectPartners = [
      {
        info: { indirect_partner_id: 'ip1', account_name: 'xingye', name: '兴业云服' },
        customers: [],
        orders: [],
        billDetails: [],
      },
    ];
    await stage.syncNow('INDIRECT_PARTNERS');
    expect(await found()).toEqual([{ ours: null, theirs: '兴业云服', steps: ['keepOurs'] }]);
    const below = await partnerOf(stage.world, '兴业云服');
    await stage.world.rows(
      sql`update partner set tier = 'SUB_DISTRIBUTOR', parent_id = ${stage.org.id} where id = ${below.id}`,
    );
    await stage.syncNow('INDIRECT_PARTNERS');
    expect(await found()).toEqual([]);
  });
});

it('charges are compared with the orders when both are read', async () => {
  const { world, theirs, upstream, sync, syncNow } = stage;
  const missing = async (): Promise<string[]> =>
    (
      await stage.owner.ask(
        '{ differences(first: 9, filter: { differenceClass: [MISSING_HERE] }) { nodes { theirsAmount { amount } } } }',
      )
    ).differences.nodes.map((one: any) => one.theirsAmount.amount);
  world.clock.advance(2 * 86_400_000);
  const at = new Date(world.clock.now().getTime() - 86_400_000);
  const charge = { customerId: 'ours', at, price: '10.00', listPrice: '10.00' };
  theirs.billDetails = [billDetail('late', { ...charge, tradeId: 'CS-LATE' })];
  // The order may be among those that cannot be read.
  await upstream.faults.set({ kind: 'SERVER_ERROR', api: 'CUSTOMER_ORDERS' });
  await sync();
  expect(await stage.feed('status staleSince', 'BILL_DETAILS')).toMatchObject({ status: 'OK' });
  expect(await missing()).toEqual([]);
  await upstream.faults.clear();
  world.clock.advance(3_600_000);
  await syncNow('CUSTOMER_ORDERS');
  expect(await missing()).toEqual(['10.00']);
});
