import { beforeAll, describe, expect, it } from '@jest/globals';
import { billRuns } from '../../../server/modules/settlement/index.ts';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { noon, ordered, refunded } from '../orders/deals.ts';
import { certified, type Money } from './bills.ts';

const stage = testStage('run-api', setStage);
let other: Stage;
let money: Money;

const at = (iso: string): void => stage.world.clock.moveTo(new Date(iso));
const tick = (): Promise<number> => billRuns(stage.world.deps).run();

const runOf = async (period: string): Promise<any> =>
  (
    await stage.operator.ask(`{ billRun(by: { period: "${period}" }) {
      id status runAt startedAt completedAt billCount partnerCount waitingCount parkedCount gross { amount }
      viewerActions { name enabled reasonCode }
      partners(first: 10) { nodes { id status bound lineCount gross { amount } usual { amount } partner { name } bill { id number gross { amount } }
        viewerActions { name enabled reasonCode } } } } }`)
  ).billRun;
const partnerIn = async (period: string, name: string): Promise<any> =>
  (await runOf(period)).partners.nodes.find((one: any) => one.partner.name === name);
const forecastOf = async (viewer: Caller, period: string, partner = ''): Promise<any> =>
  (
    await viewer.ask(`{ settlementForecast(period: "${period}"${partner}) {
      period runAt status bound gross { amount } net { amount } tax { amount } carriedIn { amount } lineCount
      groups { productType lineCount amount { amount } isCarriedOver } } }`)
  ).settlementForecast;
/** The forecast of the next run, without a month. */
const nextIs = async (period: string, amount: string) => {
  const { settlementForecast } = await money.finance.ask(
    '{ settlementForecast { period gross { amount } } }',
  );
  expect(settlementForecast).toEqual({ period, gross: { amount } });
};
const previewOf = async (period: string): Promise<any> =>
  (
    await stage.operator.ask(`{ billRunPreview(period: "${period}") {
      billCount gross { amount } partners { partnerName status bound lineCount gross { amount } pending { amount } } } }`)
  ).billRunPreview;
beforeAll(async () => {
  other = { ...stage, partner: await partnerOf(stage.world, '北辰数科') };
  money = await certified(stage);
});

let line = '';

describe('an open month', () => {
  it('has a planned run with a date, and a forecast by the run itself', async () => {
    line = (await ordered(stage, { placedAt: noon('03-02'), lines: [{ listMinor: 2_000_000n }] }))
      .lineIds[0]!;
    await ordered(other, { placedAt: noon('03-02'), lines: [{ listMinor: 3_000_000n }] });
    await refunded(stage, line, 333_333n, noon('03-02'));
    at('2026-03-20T09:00:00+08:00');
    expect(await tick()).toBe(0);
    expect(await runOf('2026-03')).toMatchObject({
      status: 'PLANNED',
      runAt: '2026-04-02T16:00:00.000Z',
      partnerCount: 0,
      viewerActions: [{ name: 'start', enabled: false, reasonCode: 'MONTH_NOT_ENDED' }],
    });
    const forecast = await forecastOf(money.finance, '2026-03');
    expect(forecast).toMatchObject({
      runAt: '2026-04-02T16:00:00.000Z',
      status: 'BILLED',
      bound: null,
      // 2,251.33 less 375.22 for the refund of a sixth.
      gross: { amount: '1876.11' },
      lineCount: 2,
      groups: [{ productType: 'SAAS', lineCount: 2, isCarriedOver: false }],
    });
    await nextIs('2026-03', '1876.11');
    const preview = await previewOf('2026-03');
    expect(preview.partners).toEqual([
      expect.objectContaining({
        partnerName: '北辰数科',
        status: 'PARKED',
        bound: 'NOT_CERTIFIED',
      }),
      expect.objectContaining({ partnerName: '云帆科技', status: 'BILLED', lineCount: 2 }),
    ]);
    at('2026-04-03T01:00:00+08:00');
    // The day has come, the server has not run: the line does not say "run day not reached".
    const late = { code: 'RUN_LATE', who: 'OPERATOR', since: '2026-04-02T16:00:00.000Z' };
    await money.finance.sees(line, { settlement: { ready: true, blockers: [late] } });
    await nextIs('2026-03', '1876.11');
    expect(await tick()).toBe(2);
    await nextIs('2026-04', '0.00');
    const made = await runOf('2026-03');
    expect(made).toMatchObject({
      status: 'COMPLETED',
      billCount: 1,
      partnerCount: 2,
      waitingCount: 0,
      parkedCount: 1,
      gross: forecast.gross,
    });
    const { bill } = await partnerIn('2026-03', '云帆科技');
    expect(bill.number).toBe('STL-202603-000001');
    const { gross, net, tax, carriedIn, lineCount } = forecast;
    await money.finance.sees(bill.id, { gross, net, tax, carriedIn, lineCount });
    expect(preview.gross).toEqual(gross);
    await money.finance.sees(line, { settlement: { ready: true, blockers: [] } });
  });

  it('refuses forecasts of billed and of future months, and of other partners', async () => {
    for (const period of ['2026-03', '2026-06'])
      await denied(forecastOf(money.finance, period), 'BAD_USER_INPUT');
    const foreign = `, partnerId: "ptn_${other.partner.id}"`;
    await denied(forecastOf(money.finance, '2026-04', foreign), 'NOT_FOUND');
    for (const viewer of [stage.sellerManager, stage.buyer])
      await denied(forecastOf(viewer, '2026-04'));
  });
});

describe('a parked partner', () => {
  it('is named to operators, and its lines say so', async () => {
    const parked = await partnerIn('2026-03', '北辰数科');
    expect(parked).toMatchObject({
      status: 'PARKED',
      bound: 'NOT_CERTIFIED',
      gross: { amount: '3376.99' },
      bill: null,
      viewerActions: [
        { name: 'recompute', enabled: true, reasonCode: null },
        { name: 'release', enabled: false, reasonCode: 'NOT_CERTIFIED' },
      ],
    });
    const release = { id: parked.id, reason: '放行' };
    await stage.operator.cannot('billRunPartnerRelease', release, 'NOT_CERTIFIED');
    const { notifications } = await stage.operator.ask(
      '{ notifications(first: 5) { nodes { event subjectType } } }',
    );
    expect(notifications.nodes).toEqual(
      expect.arrayContaining([
        { event: 'decide', subjectType: 'BillRunPartner' },
        { event: 'complete', subjectType: 'BillRun' },
      ]),
    );
  });

  it('is released with a reason, after its figures were computed at the certified rate', async () => {
    await certified(other, 'SMALL_SCALE');
    await ordered(other, { placedAt: noon('04-02'), lines: [{ listMinor: 9_000_000n }] });
    const { id } = await partnerIn('2026-03', '北辰数科');
    await denied(money.owner.ask('{ billRuns(first: 1) { nodes { id } } }'));
    await stage.operator.cannot(
      'billRunPartnerRelease',
      { id, reason: '已完成认证' },
      'INPUTS_CHANGED',
    );
    await stage.operator.mutate('billRunPartnerRecompute', { id });
    // At 1 percent: the taxpayer type is the certified one. April's order is not in it.
    const shown = { bound: 'NOT_CERTIFIED', lineCount: 1, gross: { amount: '3217.70' } };
    expect(await partnerIn('2026-03', '北辰数科')).toMatchObject({ status: 'PARKED', ...shown });

    // An order and a refund of March arrive in April: what was not shown is not billed (domain §3.1).
    const late = { placedAt: noon('03-20'), lines: [{ listMinor: 3_000_000n }] };
    const { lineIds } = await ordered(other, late);
    await refunded(other, lineIds[0]!, 1_000_000n, noon('03-21'));
    const release = { id, reason: '已完成认证' };
    await stage.operator.cannot('billRunPartnerRelease', release, 'INPUTS_CHANGED');
    expect(await partnerIn('2026-03', '北辰数科')).toMatchObject({ ...shown, bill: null });
    await stage.operator.mutate('billRunPartnerRecompute', { id });
    await stage.operator.mutate('billRunPartnerRelease', release);
    expect(await partnerIn('2026-03', '北辰数科')).toMatchObject({
      status: 'BILLED',
      lineCount: 3,
      gross: { amount: '5362.83' },
      bill: { number: 'STL-202603-000002', gross: { amount: '5362.83' } },
    });
    await stage.operator.cannot('billRunPartnerRelease', release, 'NOT_IN_THIS_STATE');
  });

  it('that is left alone is in the next run', async () => {
    // A refund above April's sales: the total is negative.
    await refunded(stage, line, 1_666_667n, noon('04-10'));
    at('2026-05-06T01:00:00+08:00');
    expect((await forecastOf(money.finance, '2026-04')).bound).toBe('NEGATIVE_TOTAL');
    await tick();
    const parked = await partnerIn('2026-04', '云帆科技');
    expect(parked).toMatchObject({
      status: 'PARKED',
      bound: 'NEGATIVE_TOTAL',
      viewerActions: [
        { name: 'recompute', enabled: true, reasonCode: null },
        { name: 'release', enabled: false, reasonCode: 'NOTHING_TO_BILL' },
      ],
    });
    at('2026-05-11T12:00:00+08:00');
    const sale = (
      await ordered(stage, { placedAt: noon('05-10'), lines: [{ listMinor: 5_000_000n }] })
    ).lineIds[0]!;
    await money.finance.sees(sale, { billingBlockers: ['RUN_DAY_NOT_REACHED'] });
    at('2026-06-03T01:00:00+08:00');
    await tick();
    const made = await partnerIn('2026-05', '云帆科技');
    expect(made).toMatchObject({ status: 'BILLED', lineCount: 2 });
    expect(
      await stage.operator.refused('billRunPartnerRelease', { id: parked.id, reason: '放行' }),
    ).toEqual(expect.arrayContaining(['LATER_RUN_STARTED']));
  });

  it('with a bill far above its last three is parked, and one within the bound is not', async () => {
    for (const [month, cash] of [
      ['06', 5_000_000n],
      ['07', 5_000_000n],
      ['08', 12_000_000n],
      ['09', 90_000_000n],
    ] as const)
      await ordered(stage, {
        placedAt: noon(`${month}-10`),
        lines: [{ listMinor: cash, strategy: 'JOINT_SALE', shareRatio: '0.1' }],
      });
    at('2026-10-08T01:00:00+08:00');
    await tick();
    expect(await partnerIn('2026-08', '云帆科技')).toMatchObject({ status: 'BILLED' });
    const parked = await partnerIn('2026-09', '云帆科技');
    expect(parked).toMatchObject({
      status: 'PARKED',
      bound: 'ABOVE_USUAL',
      gross: { amount: '90000.00' },
      usual: { amount: '7333.33' },
    });
    await stage.operator.mutate('billRunPartnerRelease', { id: parked.id, reason: '大单已核对' });
    expect(await partnerIn('2026-09', '云帆科技')).toMatchObject({ status: 'BILLED' });
  });

  it('an operator starts a run before its day, once the month has ended', async () => {
    await ordered(stage, { placedAt: noon('10-20'), lines: [{ listMinor: 5_000_000n }] });
    at('2026-10-31T12:00:00+08:00');
    await tick();
    const { id } = await runOf('2026-10');
    await stage.operator.cannot('billRunStart', { id }, 'MONTH_NOT_ENDED');
    at('2026-11-01T12:00:00+08:00');
    await stage.operator.mutate('billRunStart', { id });
    await tick();
    expect(await runOf('2026-10')).toMatchObject({
      status: 'COMPLETED',
      runAt: '2026-11-01T04:00:00.000Z',
      billCount: 1,
    });
  });
});
