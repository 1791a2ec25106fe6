import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { authorizedJoint, listed, scheduled, setStage } from '../discounts/stage.ts';
import { line, orderOf, paid } from './checkout.ts';
import { known, ledgerOf, report, reportOf } from './reports.ts';

const stage = testStage('reported orders', setStage);

const TERMS = `attribution attributionReason attributedBy { origin } listPrice { amount } dealPrice { amount } voucher { amount }
  cash { amount } payRate shareRatio strategy vatRate supervision repayment effectiveAt performance status`;
const FIELDS = `status orderType attribution paidAt placedAt upstreamOrderId upstreamType upstreamStatus dealTotal { amount } cashTotal { amount }
  lines { upstreamLineId instanceId termsVersion supportTerms { version } ${TERMS} }`;

beforeAll(async () => {
  await known(stage, stage.goods, 'ERP');
  const joint = await listed(stage.sellerManager, '星云数据中台', { saleModel: 'JOINT_OPERATION' });
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
const seen = (id: string, fields = FIELDS) => orderOf(stage.manager, `ord_${id}`, fields);

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
    expect(await seen(first!.orderId!)).toMatchObject({
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
    expect(await report(stage, one, one)).toEqual([
      { outcome: 'UNCHANGED', orderId: first!.orderId, problem: null, differences: [] },
      { outcome: 'UNCHANGED', orderId: first!.orderId, problem: null, differences: [] },
    ]);
    expect(await ledgerOf(stage)).toEqual(before);
  });

  it('has the same terms as one that was paid here at that time, however late it is reported', async () => {
    const { clock } = stage.world;
    const discountId = await scheduled(stage, {
      lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.85' }],
    });
    later(10 * DAY);
    await stage.world.settle();
    const at = clock.now();
    const sold = await stage.world.rows<{ id: string }>(
      sql`select id from specification where sku_code in ('DATA-0', 'ERP-0', 'ERP-1') order by sku_code`,
    );
    const codes = ['DATA-0', 'ERP-0', 'ERP-1'];
    const here = await Promise.all(
      sold.map(async ({ id }) =>
        orderOf(stage.manager, await paid(stage, { lines: [line(`spc_${id}`)] }), FIELDS),
      ),
    );
    later(40 * DAY);
    await stage.world.settle();
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
    for (const [i, { orderId }] of there.entries()) {
      const found = await seen(orderId!, `lines { ${TERMS} } exclusiveDiscount { id }`);
      const { lines } = here[i];
      expect(found.lines).toEqual([expect.objectContaining(pick(lines[0]))]);
      expect(found.exclusiveDiscount?.id).toBe(codes[i] === 'ERP-1' ? discountId : undefined);
    }
    // Nobody is told of what is long past.
    expect(
      await stage.world.rows(
        sql`select event from domain_event where subject_id = ${there[0]!.orderId}::uuid`,
      ),
    ).toEqual([{ event: 'report' }]);
  });

  it('keeps the terms of a discount that was revoked between its payment and its report', async () => {
    const { clock, settle } = stage.world;
    const [start, end] = [1, 60].map((days) => new Date(clock.now().getTime() + days * DAY));
    const discountId = await scheduled(stage, {
      lines: [{ specificationId: stage.goods.specifications[1], payRate: '0.9' }],
      validFrom: start!.toISOString(),
      validUntil: end!.toISOString(),
    });
    later(20 * DAY);
    await settle();
    const paidAt = clock.now();
    const { cspAuthorizations } = await stage.sellerManager.ask(
      '{ cspAuthorizations(first: 1) { nodes { id } } }',
    );
    const terms = {
      id: cspAuthorizations.nodes[0].id,
      floorPayRate: '0.8',
      validUntil: '2030-01-01T00:00:00.000+08:00',
    };
    await stage.sellerManager.mutate('cspAuthorizationModify', { ...terms, shareRatio: '0.1' });
    later(10 * DAY);
    await stage.manager.mutate('exclusiveDiscountRevoke', { id: discountId, reason: '改签合同' });
    later(DAY);
    const lines = [{ listMinor: 30_000n, dealMinor: 27_000n, cashMinor: 27_000n }];
    const [before, after] = await report(
      stage,
      reportOf(stage, 'CS-REV-1', 'ERP-1', { paidAt, lines }),
      reportOf(stage, 'CS-REV-2', 'ERP-1', { lines }),
    );
    const fields = 'attribution exclusiveDiscount { id } lines { shareRatio payRate }';
    expect(await seen(before!.orderId!, fields)).toEqual({
      attribution: 'DISCOUNT',
      exclusiveDiscount: { id: discountId },
      lines: [{ shareRatio: '0.2', payRate: '0.9' }],
    });
    expect(await seen(after!.orderId!, fields)).toEqual({
      attribution: 'SELECTED',
      exclusiveDiscount: null,
      lines: [{ shareRatio: '0.1', payRate: '0.9' }],
    });
    await stage.sellerManager.mutate('cspAuthorizationModify', { ...terms, shareRatio: '0.2' });
  });

  it('is delivered under supervision here, and contradicted when the upstream says it is complete', async () => {
    const one = reportOf(stage, 'CS-MIG', 'MIG-0', { status: 'PROCESSING', upstreamStatus: '3' });
    const [first] = await report(stage, one);
    expect(await seen(first!.orderId!, 'status lines { supervision status }')).toEqual({
      status: 'PROCESSING',
      lines: [{ supervision: 'IN_PROGRESS', status: 'PROCESSING' }],
    });
    const [{ n }] = (await stage.world.rows<{ n: number }>(
      sql`select count(*)::int as n from supervision where order_id = ${first!.orderId}::uuid`,
    )) as [{ n: number }];
    expect(n).toBe(1);
    const [second] = await report(stage, { ...one, status: 'COMPLETED', upstreamStatus: '5' });
    expect(second).toMatchObject({
      outcome: 'WRITTEN',
      differences: [{ field: 'STATE', ours: 'PROCESSING', theirs: 'COMPLETED', orderLineId: null }],
    });
    expect(await seen(first!.orderId!, 'status upstreamStatus')).toEqual({
      status: 'PROCESSING',
      upstreamStatus: '5',
    });
    // One that was accepted upstream before it was reported is complete.
    const completedAt = new Date(stage.world.clock.now().getTime() - 3 * DAY);
    const [accepted] = await report(
      stage,
      reportOf(stage, 'CS-MIG-2', 'MIG-1', {
        paidAt: new Date(completedAt.getTime() - 20 * DAY),
        completedAt,
      }),
    );
    expect(
      await seen(
        accepted!.orderId!,
        'status lines { supervision supervisionCompletedAt effectiveAt }',
      ),
    ).toEqual({
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
    const unpaid = (id: string) =>
      reportOf(stage, id, 'ERP-0', {
        status: 'PENDING_PAYMENT',
        upstreamStatus: '6',
        placedAt: stage.world.clock.now(),
        paidAt: null,
      });
    const [one, two] = [unpaid('CS-U1'), unpaid('CS-U2')];
    const [first, second] = await report(stage, one, two);
    later(30 * DAY);
    await stage.world.settle();
    expect(await orderOf(stage.operator, `ord_${first!.orderId}`, 'status paymentDueAt')).toEqual({
      status: 'PENDING_PAYMENT',
      paymentDueAt: null,
    });
    const paidAt = stage.world.clock.now();
    const [paidOne, cancelled] = await report(
      stage,
      {
        ...one,
        status: 'COMPLETED',
        upstreamStatus: '5',
        paidAt,
        lines: [{ ...one.lines[0]!, dealMinor: 700_000n, cashMinor: 700_000n }],
      },
      { ...two, status: 'CANCELLED', upstreamStatus: '4' },
    );
    expect([paidOne, cancelled].map((o) => [o!.outcome, o!.differences])).toEqual([
      ['WRITTEN', []],
      ['WRITTEN', []],
    ]);
    expect(await seen(first!.orderId!)).toMatchObject({
      status: 'COMPLETED',
      attribution: 'SELECTED',
      paidAt: paidAt.toISOString(),
      upstreamStatus: '5',
      cashTotal: { amount: '7000.00' },
      lines: [{ payRate: '0.7', cash: { amount: '7000.00' }, shareRatio: '0.2' }],
    });
    expect(
      await orderOf(stage.operator, `ord_${second!.orderId}`, 'status lines { status }'),
    ).toEqual({
      status: 'CANCELLED',
      lines: [{ status: 'CANCELLED' }],
    });
    // A paid order keeps its price; what differs is named.
    const [again] = await report(stage, {
      ...one,
      status: 'COMPLETED',
      upstreamStatus: '5',
      paidAt,
    });
    expect(again).toMatchObject({
      outcome: 'UNCHANGED',
      differences: [
        { field: 'DEAL', ours: '700000', theirs: '1000000' },
        { field: 'CASH', ours: '700000', theirs: '1000000' },
      ],
    });
    const [revived] = await report(stage, { ...two, status: 'COMPLETED', paidAt });
    expect(revived!.differences).toMatchObject([
      { field: 'STATE', ours: 'CANCELLED', theirs: 'COMPLETED' },
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
    expect(
      await orderOf(
        stage.operator,
        `ord_${id}`,
        'program supervisions(first: 1) { nodes { isReviewed } }',
      ),
    ).toEqual({ program, supervisions: { nodes: [{ isReviewed: true }] } });
    const changed = await report(stage, { ...paidOne, program: 'BASE_CLOUD' });
    expect(changed).toMatchObject([
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
    const [{ n }] = (await stage.world.rows<{ n: number }>(
      sql`select count(*)::int as n from customer_order where upstream_order_id like 'B%'`,
    )) as [{ n: number }];
    expect(n).toBe(0);
  });
});

const pick = ({
  upstreamLineId: _,
  instanceId: __,
  termsVersion: ___,
  supportTerms: ____,
  ...terms
}: Record<string, unknown>) => terms;
