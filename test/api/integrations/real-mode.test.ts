import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { syncFeeds } from '../../../server/modules/integrations/index.ts';
import { runBills } from '../../../server/modules/settlement/index.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import {
  billDetail,
  customerOrder,
  partner,
  startUpstream,
  subCustomer,
  type Upstream,
  type UpstreamPartner,
  virtualTiming,
} from '../../kit/upstream/index.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import { licenseOf, PROFILE } from '../settlement/bills.ts';

const KEYS = { accessKeyId: 'AKOFYUNFAN000001', secretAccessKey: 'sk-of-yunfan' };
const SKU = '00301-600001-0--0';
const BOUGHT = 'CS2603020900000001';
const log = pino({ level: 'silent' });

const bought = (orderId: string, at: Date, price = '50000.00') =>
  customerOrder({
    ...{ orderId, customerId: 'c1', at },
    lines: [{ skuCode: SKU, listPrice: '50000.00', price }],
  });

let world: World;
let upstream: Upstream;
let theirs: UpstreamPartner;
let operator: Caller;
let owner: Caller;
let org: Organization;

/** An installation without a seed: what it holds comes from its people's commands and from the upstream. */
beforeAll(async () => {
  world = await openWorld('real mode');
  operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  org = await world.organization('PARTNER', '云帆科技');
  await operator.mutate('partnerEnroll', {
    organizationId: `org_${org.id}`,
    tier: 'SOLUTION_PROVIDER',
  });
  owner = await world.member(org, 'csp.owner', '林悦');
  const id = `ptn_${org.id}`;
  await owner.mutate('partnerUpdateTaxProfile', {
    id,
    taxpayerType: 'GENERAL',
    ...PROFILE,
    businessLicenseId: await licenseOf(world, owner),
  });
  await operator.mutate('partnerCertify', { id, reason: '已核对' });
  const seller = await world.member(
    await world.organization('SELLER', '华芯软件'),
    'seller.manager',
    '赵敏',
  );
  const { product } = await seller.mutate(
    'productPublish',
    {
      name: '星云数据中台',
      saleModel: 'JOINT_OPERATION',
      productType: 'SAAS',
      maxShareRatio: '0.3',
      standardShareRatio: '0.2',
      floorPayRate: '0.8',
      specifications: [
        { code: 'STD', name: '标准版', listPrice: '50000.00', period: 'YEAR', skuCode: SKU },
      ],
    },
    'product { id }',
  );
  await seller.mutate('jointSalesAuthorizationGrantDirectly', {
    partnerId: id,
    productId: product.id,
    shareRatio: '0.2',
    floorPayRate: '0.8',
    validUntil: '2030-01-01T00:00:00.000+08:00',
  });
  world.clock.advance(2 * DAY);

  const at = new Date(world.clock.now().getTime() - HOUR);
  const timing = virtualTiming(world.clock);
  theirs = partner(KEYS.accessKeyId, KEYS.secretAccessKey, {
    customers: [
      subCustomer('c1', { customer: '东方制造', account_name: 'dongfang' }),
      subCustomer('c2', { customer: '南海物流', association_type: '2' }),
    ],
    orders: [bought(BOUGHT, at)],
    billDetails: [billDetail('b1', { customerId: 'c1', tradeId: BOUGHT, at, price: '50000.00' })],
  });
  upstream = await startUpstream({ timing, world: { partners: [theirs], sellers: [] } });
  Object.assign(world.deps, { timing, log });
});
afterAll(async () => {
  await upstream?.close();
  await world?.close();
});

async function sync(): Promise<void> {
  await syncFeeds(world.deps).run();
}

describe('an installation without a seed, connected to the upstream', () => {
  it('shows the customers of the partner, then its orders and their consumption, and has them in the next bill', async () => {
    const customers = '{ customers(first: 5) { nodes { name status source } } }';
    expect((await owner.ask(customers)).customers.nodes).toEqual([]);
    await operator.mutate('upstreamAccountConnect', {
      organizationId: `org_${org.id}`,
      system: 'HUAWEI_BSS',
      endpoint: upstream.url,
      ...KEYS,
    });
    await sync();
    const bound = { status: 'BOUND', source: 'UPSTREAM' };
    const { nodes } = (await owner.ask(customers)).customers;
    expect(nodes.sort((one: any, other: any) => one.name.localeCompare(other.name))).toEqual([
      { name: '东方制造', ...bound },
      { name: '南海物流', ...bound },
    ]);

    // An order whose customer was not yet known waits for the next run.
    world.clock.advance(HOUR);
    await sync();
    const { orders } = await owner.ask(
      '{ orders(first: 5) { nodes { upstreamOrderId customer { name } dealTotal { amount } } } }',
    );
    expect(orders.nodes).toEqual([
      {
        upstreamOrderId: BOUGHT,
        customer: { name: '东方制造' },
        dealTotal: { amount: '50000.00' },
      },
    ]);

    world.clock.advance(DAY);
    await sync();
    const { customer } = await owner.ask(
      '{ customer(by: { cloudAccount: "dongfang" }) { consumption(first: 3) { nodes { month cash { amount } } } } }',
    );
    expect(customer.consumption.nodes).toEqual([
      { month: '2026-03', cash: { amount: '50000.00' } },
    ]);

    world.clock.moveTo(new Date('2026-04-03T02:00:00.000Z'));
    await runBills(world.deps, '2026-03');
    const { settlementBills } = await owner.ask(
      '{ settlementBills(first: 5) { nodes { period lines(first: 5) { nodes { orderLine { billingStatus order { upstreamOrderId } } } } } } }',
    );
    const orderLine = { billingStatus: 'ISSUED', order: { upstreamOrderId: BOUGHT } };
    expect(settlementBills.nodes).toEqual([
      { period: '2026-03', lines: { nodes: [{ orderLine }] } },
    ]);
  });

  it('asks again for an order that the reconciliation misses, and for one that changed', async () => {
    const LATE = 'CS2604030900000002';
    const at = new Date(world.clock.now().getTime() - DAY);
    theirs.billDetails = [
      billDetail('b2', { customerId: 'c1', tradeId: LATE, at, price: '50000.00' }),
    ];
    await sync();
    const missing = async () =>
      (
        await owner.ask(
          `{ differences(first: 9, filter: { status: [OPEN], differenceClass: [MISSING_HERE] }) {
            count { value } totals { gap { amount } theirsAmount { amount } } nodes { id tradeId order { id } theirsAmount { amount } } } }`,
        )
      ).differences;
    const { nodes, ...figures } = await missing();
    expect(figures).toEqual({
      count: { value: 1 },
      totals: { gap: { amount: '50000.00' }, theirsAmount: { amount: '50000.00' } },
    });
    const [{ id }] = nodes;
    expect(nodes).toMatchObject([{ tradeId: LATE, order: null }]);
    expect(await asked('differenceRefetch', id)).toEqual({ outcome: 'REFUSED', code: 'CBC.0101' });
    theirs.orders = [bought(LATE, at)];
    expect(await asked('differenceRefetch', id)).toEqual({ outcome: 'WRITTEN', code: null });
    const { order: late } = await owner.ask(
      `{ order(by: { upstreamOrderId: "${LATE}" }) { id dealTotal { amount } } }`,
    );
    expect(late).toMatchObject({ dealTotal: { amount: '50000.00' } });

    const order = late.id;
    expect(await asked('orderRefetch', order)).toEqual({ outcome: 'UNCHANGED', code: null });
    theirs.orders = [bought(LATE, at, '45000.00')];
    await asked('orderRefetch', order);
    const { differences } = await owner.ask(
      `{ differences(first: 5, filter: { differenceClass: [ORDER_AMOUNT] }) { nodes { ours theirs order { id } } } }`,
    );
    // A paid order is frozen.
    expect(differences.nodes).toContainEqual({
      ...{ ours: '50000.00', theirs: '45000.00' },
      order: { id: order },
    });
    const [{ audited }] = await world.rows<any>(
      sql`select count(*)::int as audited from audit_entry where action in ('orderRefetch', 'differenceRefetch')`,
    );
    expect(audited).toBe(4);
  });
});

async function asked(name: string, id: string): Promise<unknown> {
  const { outcome, code } = await owner.mutate(name, { id }, 'outcome code');
  return { outcome, code };
}
