import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { pass } from '../../kit/time.ts';
import { authorizedJoint, type Goods, listed, scheduled, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid } from './checkout.ts';
import { known, ledgerOf, report, reportOf } from './reports.ts';

const stage = testStage('reported orders', setStage);

/** Fields that an order has alike, paid here or reported. */
const TERMS = `attribution attributionReason attributedBy { origin } listPrice { amount } dealPrice { amount } voucher { amount }
  cash { amount } payRate shareRatio strategy vatRate supervision repayment effectiveAt performance status`;

let joint: Goods;
beforeAll(async () => {
  await known(stage, stage.goods, 'ERP');
  joint = await listed(stage.sellerManager, '星云数据中台', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, joint);
  await known(stage, joint, 'DATA');
  const manual = await listed(stage.sellerManager, '上云迁移', {
    productType: 'MANUAL_SERVICE',
    specifications: [
      { code: 'A', name: '基础', listPrice: '10000', period: 'ONE_OFF' },
      { code: 'B', name: '全量', listPrice: '20000', period: 'ONE_OFF' },
    ],
  });
  await known(stage, manual, 'MIG');
});

const later = (ms: number): void => stage.world.clock.advance(ms);
const seen = (id: string, expected: object) => stage.manager.sees(`ord_${id}`, expected);
const tally = async (query: ReturnType<typeof sql>): Promise<number> =>
  (await stage.world.rows(query)).length;

describe('an order that the upstream reports', () => {
  it('is attributed at the payment as an order here, at the price of the upstream, once', async () => {
    later(HOUR);
    const paidAt = new Date(stage.world.clock.now().getTime() - HOUR / 2);
    const one = reportOf(stage, 'CS1', 'DATA-0', {
      paidAt,
      lines: [{ dealMinor: 900_000n, cashMinor: 850_000n, voucherMinor: 50_000n }],
    });
    const [first] = await report(stage, one);
    expect(first).toMatchObject({ outcome: 'WRITTEN', problem: null, differences: [] });
    await seen(first!.orderId!, {
      status: 'COMPLETED',
      attribution: 'AUTO',
      paidAt: paidAt.toISOString(),
      upstreamOrderId: 'CS1',
      upstreamType: '1',
      upstreamStatus: '5',
      dealTotal: { amount: '9000.00' },
      lines: [
        {
          upstreamLineId: 'CS1-000001',
          instanceId: 'CS1-i0',
          termsVersion: null,
          supportTerms: null,
          attributedBy: { origin: 'AUTO' },
          payRate: '0.9',
          cash: { amount: '8500.00' },
          shareRatio: '0.25',
          strategy: 'JOINT_SALE',
          vatRate: '0.06',
          performance: 'COUNTED',
          effectiveAt: paidAt.toISOString(),
        },
      ],
    });
    const before = await ledgerOf(stage);
    const unchanged = { ...first!, outcome: 'UNCHANGED' };
    expect(await report(stage, one, one)).toEqual([unchanged, unchanged]);
    expect(await ledgerOf(stage)).toEqual(before);
  });

  it('has the same terms as one that was paid here at that time, however late it is reported', async () => {
    const { clock } = stage.world;
    const [first, second] = stage.goods.specifications;
    const discountId = await scheduled(stage, {
      lines: [{ specificationId: second, payRate: '0.85' }],
    });
    await pass(stage.world, 10 * DAY);
    const at = clock.now();
    const termsOf = async (id: string) =>
      await orderOf(stage.manager, id, `lines { ${TERMS} } exclusiveDiscount { id }`);
    const codes = ['DATA-0', 'ERP-0', 'ERP-1'];
    const here = await Promise.all(
      [joint.specifications[0], first, second].map(async (one) =>
        termsOf(await paid(stage, { lines: [line(one)] })),
      ),
    );
    await pass(stage.world, 40 * DAY);
    const there = await report(
      stage,
      ...codes.map((code, i) => {
        const { lines } = here[i];
        const [{ listPrice, dealPrice }] = lines;
        const fen = ({ amount }: { amount: string }) => BigInt(amount.replace('.', ''));
        return reportOf(stage, `OLD-${code}`, code, {
          paidAt: at,
          lines: [
            { listMinor: fen(listPrice), dealMinor: fen(dealPrice), cashMinor: fen(dealPrice) },
          ],
        });
      }),
    );
    expect(here[2].exclusiveDiscount).toEqual({ id: discountId });
    for (const [i, { orderId }] of there.entries())
      expect(await termsOf(`ord_${orderId}`)).toEqual(here[i]);
    // Nobody is told of what is long past.
    expect(
      await stage.world.rows(
        sql`select event from domain_event where subject_id = ${there[0]!.orderId}::uuid`,
      ),
    ).toEqual([{ event: 'report' }]);
  });

  it('keeps the terms of a discount that was revoked between its payment and its report', async () => {
    const { world, manager, sellerManager, goods } = stage;
    const day = (days: number) => new Date(world.clock.now().getTime() + days * DAY).toISOString();
    const id = await scheduled(stage, {
      lines: [{ specificationId: goods.specifications[1], payRate: '0.9' }],
      validFrom: day(1),
      validUntil: day(60),
    });
    await pass(world, 20 * DAY);
    const paidAt = world.clock.now();
    const { cspAuthorizations } = await sellerManager.ask(
      '{ cspAuthorizations(first: 1) { nodes { id } } }',
    );
    const share = (shareRatio: string) =>
      sellerManager.mutate('cspAuthorizationModify', {
        id: cspAuthorizations.nodes[0].id,
        floorPayRate: '0.8',
        validUntil: '2030-01-01T00:00:00.000+08:00',
        shareRatio,
      });
    await share('0.1');
    later(10 * DAY);
    await manager.mutate('exclusiveDiscountRevoke', { id, reason: '改签合同' });
    later(DAY);
    const lines = [{ listMinor: 30_000n, dealMinor: 27_000n, cashMinor: 27_000n }];
    const [before, after] = await report(
      stage,
      reportOf(stage, 'CS-REV-1', 'ERP-1', { paidAt, lines }),
      reportOf(stage, 'CS-REV-2', 'ERP-1', { lines }),
    );
    await seen(before!.orderId!, {
      attribution: 'DISCOUNT',
      exclusiveDiscount: { id },
      lines: [{ shareRatio: '0.2', payRate: '0.9' }],
    });
    await seen(after!.orderId!, {
      attribution: 'SELECTED',
      exclusiveDiscount: null,
      lines: [{ shareRatio: '0.1', payRate: '0.9' }],
    });
    await share('0.2');
  });

  it('is delivered under supervision here, and contradicted when the upstream says it is complete', async () => {
    const one = reportOf(stage, 'CS-MIG', 'MIG-0', { status: 'PROCESSING', upstreamStatus: '3' });
    const [first] = await report(stage, one);
    const id = first!.orderId!;
    await seen(id, {
      status: 'PROCESSING',
      lines: [{ supervision: 'IN_PROGRESS', status: 'PROCESSING' }],
    });
    expect(await tally(sql`select 1 from supervision where order_id = ${id}::uuid`)).toBe(1);
    const [second] = await report(stage, { ...one, status: 'COMPLETED', upstreamStatus: '5' });
    expect(second).toMatchObject({
      outcome: 'WRITTEN',
      differences: [{ field: 'STATE', ours: 'PROCESSING', theirs: 'COMPLETED', orderLineId: null }],
    });
    await seen(id, { status: 'PROCESSING', upstreamStatus: '5' });
    // One that was accepted upstream before it was reported is complete.
    const completedAt = new Date(stage.world.clock.now().getTime() - 3 * DAY);
    const paidAt = new Date(completedAt.getTime() - 20 * DAY);
    const [accepted] = await report(
      stage,
      reportOf(stage, 'CS-MIG-2', 'MIG-1', { paidAt, completedAt }),
    );
    await seen(accepted!.orderId!, {
      status: 'COMPLETED',
      lines: [
        {
          supervision: 'COMPLETED',
          supervisionCompletedAt: completedAt.toISOString(),
          effectiveAt: completedAt.toISOString(),
        },
      ],
    });
  });

  it('waits unpaid without a deadline here, takes a last price, and is paid or cancelled as reported', async () => {
    const { world, operator } = stage;
    const unpaid = (id: string) =>
      reportOf(stage, id, 'ERP-0', {
        status: 'PENDING_PAYMENT',
        upstreamStatus: '6',
        placedAt: world.clock.now(),
        paidAt: null,
      });
    const [one, two] = [unpaid('CS-U1'), unpaid('CS-U2')];
    const [first, second] = await report(stage, one, two);
    await pass(world, 30 * DAY);
    const [firstId, secondId] = [`ord_${first!.orderId}`, `ord_${second!.orderId}`];
    await operator.sees(firstId, { status: 'PENDING_PAYMENT', paymentDueAt: null });
    const paidAt = world.clock.now();
    const paidOne = { ...one, status: 'COMPLETED', upstreamStatus: '5', paidAt } as const;
    const written = { outcome: 'WRITTEN', differences: [] };
    expect(
      await report(
        stage,
        {
          ...paidOne,
          lines: [{ ...one.lines[0]!, dealMinor: 700_000n, cashMinor: 700_000n }],
        },
        { ...two, status: 'CANCELLED', upstreamStatus: '4' },
      ),
    ).toMatchObject([written, written]);
    await seen(first!.orderId!, {
      status: 'COMPLETED',
      attribution: 'SELECTED',
      paidAt: paidAt.toISOString(),
      upstreamStatus: '5',
      cashTotal: { amount: '7000.00' },
      lines: [{ payRate: '0.7', cash: { amount: '7000.00' }, shareRatio: '0.2' }],
    });
    await operator.sees(secondId, { status: 'CANCELLED', lines: [{ status: 'CANCELLED' }] });
    // A paid order keeps its price; what differs is named.
    expect(await report(stage, paidOne)).toMatchObject([
      {
        outcome: 'UNCHANGED',
        differences: [
          { field: 'DEAL', ours: '700000', theirs: '1000000' },
          { field: 'CASH', ours: '700000', theirs: '1000000' },
        ],
      },
    ]);
    expect(await report(stage, { ...two, status: 'COMPLETED', paidAt })).toMatchObject([
      { differences: [{ field: 'STATE', ours: 'CANCELLED', theirs: 'COMPLETED' }] },
    ]);
  });

  it('names its program until the payment; then another one is a difference', async () => {
    const unpaid = reportOf(stage, 'CS-PRG', 'MIG-0', { status: 'PENDING_PAYMENT', paidAt: null });
    const [first] = await report(stage, unpaid);
    const paidAt = stage.world.clock.now();
    const program = 'EMPOWERMENT_CLOUD';
    const paidOne = { ...unpaid, status: 'PROCESSING' as const, paidAt, program } as const;
    expect(await report(stage, paidOne)).toMatchObject([{ outcome: 'WRITTEN', differences: [] }]);
    const id = first!.orderId!;
    await stage.operator.sees(`ord_${id}`, {
      program,
      'supervisions(first: 1)': { nodes: [{ isReviewed: true }] },
    });
    expect(await report(stage, { ...paidOne, program: 'BASE_CLOUD' })).toMatchObject([
      {
        outcome: 'UNCHANGED',
        differences: [{ field: 'PROGRAM', ours: program, theirs: 'BASE_CLOUD' }],
      },
    ]);
    // Operations may name one that the upstream does not.
    await stage.operator.mutate('orderSetProgram', { id: `ord_${id}`, reason: 'x' });
    const { program: _, ...silent } = paidOne;
    expect(await report(stage, silent)).toMatchObject([{ outcome: 'UNCHANGED', differences: [] }]);
  });

  it('is refused for what cannot be, with the path, beside the good ones of its page', async () => {
    const good = reportOf(stage, 'CS-GOOD', 'ERP-0');
    const with0 = (id: string, facts: object) => reportOf(stage, id, 'ERP-0', { lines: [facts] });
    const future = new Date(stage.world.clock.now().getTime() + DAY);
    const bad = [
      reportOf(stage, 'B1', 'NOWHERE'),
      { ...reportOf(stage, 'B2', 'ERP-0'), customerUpstreamId: 'nobody' },
      with0('B3', { voucherMinor: 1n }),
      with0('B4', { dealMinor: 2_000_000n, cashMinor: 2_000_000n }),
      with0('B5', { quantity: 0 }),
      with0('B6', { upstreamLineId: 'CS1-000001' }),
      reportOf(stage, 'B7', 'ERP-0', { lines: [] }),
      reportOf(stage, 'B8', 'ERP-0', { paidAt: null, placedAt: stage.world.clock.now() }),
      reportOf(stage, 'B9', 'ERP-0', { paidAt: future }),
      { ...reportOf(stage, 'B10', 'ERP-0'), sellerId: stage.partner.id },
      reportOf(stage, 'B11', 'ERP-0', { lines: [{}, { upstreamLineId: 'B11-000001' }] }),
    ];
    const outcomes = await report(stage, ...bad, good);
    expect(outcomes.map(({ problem }) => problem && `${problem.code} ${problem.path}`)).toEqual([
      'SKU_UNKNOWN lines.0.skuCode',
      'UPSTREAM_CUSTOMER_UNKNOWN customerUpstreamId',
      'AMOUNTS_DISAGREE lines.0',
      'AMOUNTS_DISAGREE lines.0',
      'OUT_OF_RANGE lines.0.quantity',
      'LINE_OF_ANOTHER_ORDER lines.0.upstreamLineId',
      'BLANK lines',
      'PAYMENT_TIME_MISSING paidAt',
      'TIME_IN_FUTURE placedAt',
      'SKU_UNKNOWN lines.0.skuCode',
      'LINE_TWICE lines.1.upstreamLineId',
      null,
    ]);
    const stored = sql`select 1 from customer_order where upstream_order_id like 'B%'`;
    expect(await tally(stored)).toBe(0);
  });
});
