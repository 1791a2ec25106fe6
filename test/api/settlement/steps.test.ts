import { beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { credentialStore } from '../../../server/modules/identity/user/credential.store.ts';
import { TOTP } from '../../../server/platform/auth/sign-in.ts';
import { newTotp } from '../../../server/platform/auth/totp.ts';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { denied } from '../../kit/denied.ts';
import { noticesOf } from '../../kit/notices.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { noon, ordered } from '../orders/deals.ts';
import { bulk, outcomes } from '../workspace/bulk-stage.ts';
import { billOf, certified, type Money, run, uncertified } from './bills.ts';

const stage = testStage('bill steps', setStage);
let money: Money;
let second: Caller;
let third: Caller;
let billId: string;
const bill = (): { id: string } => ({ id: `stl_${billId}` });
const REASON = { reason: '金额与明细一致' };
const PAYMENT = { reference: 'TR-20260302-1', paidOn: '2026-03-02' };
const SEAL = expect.stringMatching(/^[0-9a-f]{64}$/);

const isIn = (status: string) => stage.operator.sees(bill().id, { status });
const actions = async (viewer: Caller): Promise<string[]> =>
  (await billOf(viewer, billId, 'viewerActions { name enabled reasonCode }')).viewerActions.flatMap(
    ({ name, enabled, reasonCode }: Record<string, string>) =>
      enabled || reasonCode === 'SIGNED_BY_SAME_PERSON' ? [reasonCode ?? name] : [],
  );

/** Turns on a second factor; returns the secret. */
async function enrolled({ viewer }: Caller): Promise<string> {
  const { db, secrets } = stage.world.deps;
  const store = credentialStore(db);
  const { secret } = newTotp('operator@example.com');
  await store.startTotp(viewer.actorId, secrets.seal(TOTP, secret));
  await store.confirmTotp({ userId: viewer.actorId, epoch: 0 }, 1, []);
  return secret;
}

/** Sets columns of the bill, or of its lines, behind its back. */
const set = (columns: string, table = 'settlement_bill', key = 'id') =>
  stage.world.rows(sql.raw(`update ${table} set ${columns} where ${key} = '${billId}'`));

beforeAll(async () => {
  money = await certified(stage);
  const site = { id: stage.operator.viewer.tenantId, name: '云商店' };
  second = await stage.world.member(site, 'operator', '吴复核');
  third = await stage.world.member(site, 'operator', '郑审');
  await ordered(stage, { lines: [{ listMinor: 10_000_000n }] });
  [billId] = (await run(stage, '2026-02')) as [string];
});

describe('an operator sends a bill', () => {
  it('and nobody else', async () => {
    expect(await actions(stage.operator)).toEqual(['send']);
    expect(await actions(money.finance)).toEqual([]);
    await denied(money.finance.mutate('settlementBillSend', bill()));
  });

  it('that is the sum of its lines, with their seal', async () => {
    const by = (fen: number) =>
      set(['gross', 'tax', 'sales'].map((of) => `${of}_minor = ${of}_minor + ${fen}`).join());
    await by(1);
    expect(await actions(stage.operator)).toEqual([]);
    await stage.operator.cannot('settlementBillSend', bill(), 'BILL_NOT_SUM_OF_LINES');
    await by(-1);
    await set('share_ratio = 0.13', 'settlement_bill_line', 'bill_id');
    await stage.operator.cannot('settlementBillSend', bill(), 'SEAL_DIFFERS');
    await set('share_ratio = 0.12', 'settlement_bill_line', 'bill_id');
  });

  it('which moves on to the countersignature and tells the partner’s finance', async () => {
    await stage.operator.mutate('settlementBillSend', bill());
    await money.owner.sees(bill().id, {
      status: 'COUNTERSIGNING',
      sentAt: '2026-03-02T02:00:00.000Z',
      dueAt: '2026-03-12T02:00:00.000Z',
      'activities(first: 5)': {
        nodes: expect.arrayContaining(
          ['generate', 'send', 'beginCountersign'].map((event) => ({ event })),
        ),
      },
    });
    await stage.operator.cannot('settlementBillSend', bill(), 'NOT_IN_THIS_STATE');
    expect(await noticesOf(stage.world, money.finance, billId)).toEqual(['BILL send']);
  });
});

describe('two operators countersign it', () => {
  const sign = (who: Caller, input: object = {}) =>
    who.refused('settlementBillCountersign', { ...bill(), ...REASON, ...input });

  it('in person, with a recent proof', async () => {
    const { viewer } = stage.operator;
    const key = stage.world.as({ ...viewer, via: 'API_KEY', memberId: null });
    expect(await sign(key)).toEqual(['PERSON_REQUIRED']);
    const stale = stage.world.as({ ...viewer, hasFreshProof: false });
    await denied(sign(stale), 'FRESH_PROOF_REQUIRED');
    expect(await sign(stage.operator, { reason: ' ' })).toEqual(['BLANK']);
  });

  it('with the code of a second factor, which proves once', async () => {
    const secret = await enrolled(stage.operator);
    expect(await sign(stage.operator)).toEqual(['TOTP_REQUIRED']);
    expect(await sign(stage.operator, { totp: '000000' })).toEqual(['TOTP_INVALID']);
    await stage.operator.sees(bill().id, { signatures: [] });
    const [counted] = await stage.world.rows<{ failures: number[] }>(
      sql`select failures from sign_in_attempt where key = ${`proof:${stage.operator.viewer.actorId}`}`,
    );
    expect(counted!.failures).toHaveLength(1);
    const totp = await generate({ secret });
    expect(await sign(stage.operator, { totp })).toEqual([]);
    await isIn('COUNTERSIGNING');
    expect(await sign(stage.operator, { totp })).toEqual(['TOTP_INVALID']);
  });

  it('as two people: neither signs again as another member', async () => {
    expect(await actions(stage.operator)).toEqual(['SIGNED_BY_SAME_PERSON']);
    expect(await actions(second)).toEqual(['countersign']);
    const { viewer } = stage.operator;
    await stage.world.rows(
      sql`update app_user set totp_secret = null, totp_confirmed_at = null where id = ${viewer.actorId}`,
    );
    const twin = stage.world.as({ ...viewer, memberId: second.viewer.memberId });
    for (const same of [stage.operator, twin])
      expect(await sign(same)).toEqual(['SIGNED_BY_SAME_PERSON']);
    await expect(
      set(`status = 'AWAITING_INVOICE', countersigned_at = now(), payment_request_number = 'A'`),
    ).rejects.toThrow('lacks the signatures of two operators');
  });

  it('which asks the partner for the invoice', async () => {
    expect(await sign(second)).toEqual([]);
    await stage.operator.sees(bill().id, {
      status: 'AWAITING_INVOICE',
      signatures: [
        { signedByName: '孙正', ...REASON, seal: SEAL },
        { signedByName: '吴复核', ...REASON, seal: SEAL },
      ],
    });
    await money.finance.sees(bill().id, { signatures: [], invoice: { status: 'NOTIFIED' } });
  });
});

describe('an operator pays it', () => {
  beforeAll(async () => {
    // The invoices' stories do this.
    await set(`status = 'PAYING'`);
    const { paymentAuthorizations } = await stage.sellerManager.ask(
      '{ paymentAuthorizations(first: 1) { nodes { id } } }',
    );
    const [{ id }] = paymentAuthorizations.nodes;
    await stage.sellerManager.mutate('paymentAuthorizationAuthorize', { id });
  });

  it('or rejects the payment with a reason, and submits it again', async () => {
    expect(await actions(stage.operator)).toEqual(['pay', 'rejectPayment']);
    const rejectionReason = '户名不符';
    await stage.operator.mutate('settlementBillRejectPayment', {
      ...bill(),
      reason: rejectionReason,
    });
    await money.finance.sees(bill().id, { status: 'PAYMENT_REJECTED', rejectionReason });
    await stage.operator.cannot(
      'settlementBillPay',
      { ...bill(), ...PAYMENT },
      'NOT_IN_THIS_STATE',
    );
    await stage.operator.mutate('settlementBillResubmitPayment', bill());
    await isIn('PAYING');
  });

  it('but not to a bank account that is not certified', async () => {
    await uncertified(stage, money, async () => {
      expect(await actions(stage.operator)).toEqual(['rejectPayment']);
      await stage.operator.cannot('settlementBillPay', { ...bill(), ...PAYMENT }, 'NOT_CERTIFIED');
    });
  });

  it('with reference and day of the transfer, for good', async () => {
    const pay = (input: object) =>
      stage.operator.refused('settlementBillPay', { ...bill(), ...PAYMENT, ...input });
    expect(await pay({ paidOn: '2026-03-03' })).toEqual(['PAID_IN_FUTURE']);
    expect(await pay({ reference: '' })).toEqual(['BLANK']);
    expect(await pay({})).toEqual([]);
    await money.finance.sees(bill().id, {
      status: 'PAID',
      paymentReference: PAYMENT.reference,
      paidOn: PAYMENT.paidOn,
    });
    expect(await noticesOf(stage.world, money.finance, billId)).toEqual(
      expect.arrayContaining(['BILL pay', 'BILL rejectPayment']),
    );
    for (const columns of [`status = 'PAYING', paid_at = null`, `payment_reference = 'TR-2'`])
      await expect(set(columns)).rejects.toThrow('it cannot change');
  });
});

describe('bills together', () => {
  const bills: string[] = [];
  const ids = (): string[] => bills.map((id) => `stl_${id}`);
  const sign = (who: Caller, input: object = {}, options = {}) =>
    bulk(who, 'settlementBillsCountersign', { ids: ids(), ...REASON, ...input }, options);
  const refused = async (who: Caller, input: object = {}): Promise<string[]> =>
    (await sign(who, input)).userErrors.map(({ code }: { code: string }) => code);
  const areIn = async (...statuses: string[]) => {
    for (const [i, status] of statuses.entries()) await second.sees(ids()[i]!, { status });
  };

  beforeAll(async () => {
    stage.world.clock.advance(120 * DAY);
    for (const month of ['03', '04', '05']) {
      await ordered(stage, {
        placedAt: noon(`${month}-10`),
        lines: [{ listMinor: 10_000_000n }],
      });
      bills.push(...(await run(stage, `2026-${month}`)));
    }
  });

  it('are sent, and worth their settlement amounts; a dry run needs no proof', async () => {
    const sent = await bulk(stage.operator, 'settlementBillsSend', { ids: ids().slice(0, 2) });
    expect(sent.userErrors).toEqual([]);
    const { summary } = await sign(third, {}, { validateOnly: true });
    expect(summary).toMatchObject({
      total: 3,
      accepted: 2,
      worth: [{ kind: 'SETTLEMENT', amount: { amount: '22513.28' } }],
      refusals: [{ code: 'NOT_IN_THIS_STATE', count: 1 }],
    });
  });

  it('are countersigned in person, with one code that proves once', async () => {
    const key = stage.world.as({ ...third.viewer, via: 'API_KEY', memberId: null });
    expect(await refused(key)).toEqual(['PERSON_REQUIRED']);
    const secret = await enrolled(third);
    expect(await refused(third)).toEqual(['TOTP_REQUIRED']);
    expect(await refused(third, { totp: '000000' })).toEqual(['TOTP_INVALID']);
    const totp = await generate({ secret });
    const { job } = await sign(third, { totp });
    expect(outcomes(job)).toEqual(['2 DONE', '1 REFUSED NOT_IN_THIS_STATE']);
    await areIn('COUNTERSIGNING', 'COUNTERSIGNING', 'GENERATED');
    const stored = await stage.world.rows(sql`select input from job where id = ${job.id.slice(4)}`);
    expect(stored).toEqual([{ input: REASON }]);
    expect(await refused(third, { totp })).toEqual(['TOTP_INVALID']);
  });

  it('each have their own signatures and audit', async () => {
    const { job } = await sign(second);
    expect(outcomes(job)).toEqual(['2 DONE', '1 REFUSED NOT_IN_THIS_STATE']);
    await areIn('AWAITING_INVOICE', 'AWAITING_INVOICE', 'GENERATED');
    for (const id of ids().slice(0, 2))
      await second.sees(id, {
        signatures: [
          { signedByName: '郑审', ...REASON },
          { signedByName: '吴复核', ...REASON },
        ],
      });
    const lines = await stage.world.rows<{ subject: string }>(
      sql`select subject_id as subject from audit_entry where action ~ '(Bill|^|[.])[cC]ountersign$' and subject_type = 'SettlementBill'
        and subject_id = any(${bills})`,
    );
    expect(lines).toHaveLength(4);
  });

  it('are named one by one: no filter', async () => {
    const { errors } = await second.run(
      'mutation { settlementBillsCountersign(input: { filter: {}, reason: "x" }, idempotencyKey: "f") { job { id } } }',
    );
    expect(errors?.[0]?.message).toContain('filter');
  });
});
