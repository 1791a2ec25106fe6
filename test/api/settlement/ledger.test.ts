import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { authorizedJoint, listed, setStage } from '../discounts/stage.ts';
import { payable } from '../invoices/notices.ts';
import { ordered } from '../orders/deals.ts';
import { billOf, certified, countersigned, type Money, run } from './bills.ts';

const stage = testStage('ledger', setStage);
let money: Money;
let billId: string;
/** One of them is of a common product, whose seller authorizes the payment. */
const LINES = 900;

const balances = async (): Promise<Record<string, string>> => {
  const { ledgerReport } = await stage.operator.ask(
    '{ ledgerReport(groupBy: [ACCOUNT], first: 9) { rows { account amount { amount } } } }',
  );
  return Object.fromEntries(
    ledgerReport.rows.map(({ account, amount }: any) => [account, amount.amount]),
  );
};
const fen = (amount: string): bigint => BigInt(amount.replace('.', ''));

beforeAll(async () => {
  money = await certified(stage);
  const joint = await listed(stage.sellerManager, '联营商品', { saleModel: 'JOINT_OPERATION' });
  await authorizedJoint(stage, joint);
  const lines = Array.from({ length: LINES - 1 }, (_, i) => ({ listMinor: 100_001n + BigInt(i) }));
  await ordered({ ...stage, goods: joint }, { lines });
  await ordered(stage, { lines: [{ listMinor: 500_000n }] });
  stage.world.clock.advance(DAY);
  [billId] = (await run(stage, '2026-02')) as [string];
});

describe('the ledger', () => {
  it('is empty until a bill is sent', async () => {
    expect(await balances()).toEqual({});
  });

  it('owes the partner the bill, which is the sum of its lines, from the sending on', async () => {
    await stage.operator.mutate('settlementBillSend', { id: `stl_${billId}` });
    const { lines } = await billOf(money.finance, billId, 'lines(first: 1) { nodes { id } }');
    const [{ id: billLineId }] = lines.nodes;
    await money.finance.mutate('lineDisputeOpen', { billLineId, reason: '数量有误' });
    await countersigned(stage, billId);
    const bill = await billOf(
      stage.operator,
      billId,
      'lineCount gross { amount } net { amount } tax { amount } lines(first: 9) { totals { settlement { amount } } }',
    );
    expect(bill.lineCount).toBe(LINES);
    expect(await balances()).toEqual({
      SHARE_COST: bill.net.amount,
      INPUT_VAT: bill.tax.amount,
      PARTNER_PAYABLE: `-${bill.gross.amount}`,
    });
    expect(bill.lines.totals.settlement).toEqual(bill.gross);
    expect(fen(bill.net.amount) + fen(bill.tax.amount)).toBe(fen(bill.gross.amount));
  });

  it('clears the payable to zero once all bills are paid, whatever is disputed', async () => {
    await payable(stage, money, billId);
    const { paymentAuthorizations } = await stage.sellerManager.ask(
      '{ paymentAuthorizations(first: 5) { nodes { id } } }',
    );
    const [{ id }, ...others] = paymentAuthorizations.nodes;
    expect(others).toEqual([]);
    await stage.sellerManager.mutate('paymentAuthorizationAuthorize', { id });
    const payment = { id: `stl_${billId}`, reference: 'TR-1', paidOn: '2026-03-03' };
    await stage.operator.mutate('settlementBillPay', payment);
    await money.finance.sees(`stl_${billId}`, {
      status: 'PAID',
      'lineDisputes(first: 1)': { nodes: [{ status: 'OPEN' }] },
    });
    const { gross } = await billOf(stage.operator, billId, 'gross { amount }');
    expect(await balances()).toMatchObject({
      PARTNER_PAYABLE: '0.00',
      BANK: `-${gross.amount}`,
    });
  });
});

describe('as the application’s role, the database refuses', () => {
  const as = async (statements: readonly string[]): Promise<string> => {
    const client = new pg.Client({ connectionString: stage.world.db.url });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(
        `select set_config('app.side', 'operator', true), set_config('app.tenant', '${stage.operator.viewer.tenantId}', true)`,
      );
      for (const statement of statements) await client.query(statement);
      await client.query('commit');
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    } finally {
      await client.end();
    }
  };

  it.each(['ledger_entry', 'ledger_posting', 'bill_adjustment', 'settlement_bill_signature'])(
    'to change, delete or empty %s',
    async (table) => {
      for (const statement of [
        `update ${table} set created_at = now()`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ])
        expect([statement, await as([statement])]).toEqual([
          statement,
          `permission denied for table ${table}`,
        ]);
    },
  );

  it('to change a sent bill, its lines, or to turn it back', async () => {
    const BILL = 'it cannot change';
    const BILL_LINES = 'its lines cannot change';
    const copied =
      'created_at, bill_id, 999, partner_id, order_line_id, kind, product_type, month, cash_minor, base_minor, currency, share_ratio, strategy, product_vat_rate, service_vat_rate, settlement_minor';
    for (const [statement, refusal] of [
      ['update settlement_bill set gross_minor = gross_minor + 1, net_minor = net_minor + 1', BILL],
      ['update settlement_bill set tax_minor = tax_minor - 1, net_minor = net_minor + 1', BILL],
      ['update settlement_bill set line_count = 4', BILL],
      [`update settlement_bill set period = '2026-01'`, BILL],
      [`update settlement_bill set seal = 'x'`, BILL],
      ['update settlement_bill set service_vat_rate = 0.03', BILL],
      [`update settlement_bill set status = 'GENERATED', sent_at = null`, BILL],
      ['delete from settlement_bill', 'it cannot be deleted'],
      ['update settlement_bill_line set settlement_minor = 1', BILL_LINES],
      ['delete from settlement_bill_line', BILL_LINES],
      [
        `insert into settlement_bill_line select gen_random_uuid(), ${copied} from settlement_bill_line where position = 0`,
        BILL_LINES,
      ],
    ] as const)
      expect([statement, await as([statement])]).toEqual([
        statement,
        expect.stringContaining(refusal),
      ]);
  });

  it('an entry whose postings do not sum to zero, at the commit', async () => {
    const [entry] = await stage.world.rows<{ id: string; partner: string }>(
      sql`select id, partner_id as partner from ledger_entry where event = 'BILL_PAID'`,
    );
    const posting = (position: number, amount: number): string => `
      insert into ledger_posting (id, created_at, entry_id, position, bill_id, partner_id, period, account, amount_minor)
      values (gen_random_uuid(), now(), '${entry!.id}', ${position}, '${billId}', '${entry!.partner}', '2026-02', 'BANK', ${amount})`;
    expect(await as([posting(8, 100), posting(9, -99)])).toContain('do not sum to zero');
    expect((await balances()).PARTNER_PAYABLE).toBe('0.00');
  });

  it('a new VAT rate has no effect on a sent bill', async () => {
    const fields = 'serviceVatRate net { amount } tax { amount } seal';
    const before = await billOf(stage.operator, billId, fields);
    await stage.operator.mutate('policySet', {
      key: 'settlement.service-vat-general',
      value: '0.09',
      reason: '税率调整',
    });
    stage.world.clock.advance(DAY);
    expect(await billOf(stage.operator, billId, fields)).toEqual(before);
    expect(before.serviceVatRate).toBe('0.06');
  });
});
