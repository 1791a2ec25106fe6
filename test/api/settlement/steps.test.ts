import { beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { credentialStore } from '../../../server/modules/identity/user/credential.store.ts';
import { TOTP } from '../../../server/platform/auth/sign-in.ts';
import { newTotp } from '../../../server/platform/auth/totp.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { bulk } from '../workspace/bulk-stage.ts';
import { billOf, certified, type Money, run, uncertified } from './bills.ts';

const stage = testStage('bill steps', setStage);
let money: Money;
let second: Caller;
let billId: string;
const bill = (): { id: string } => ({ id: `stl_${billId}` });
const REASON = { reason: '金额与明细一致' };
const PAYMENT = { reference: 'TR-20260302-1', paidOn: '2026-03-02' };

const status = async (): Promise<string> => (await billOf(stage.operator, billId, 'status')).status;
const actions = async (viewer: Caller): Promise<string[]> =>
  (await billOf(viewer, billId, 'viewerActions { name enabled reasonCode }')).viewerActions.flatMap(
    ({ name, enabled, reasonCode }: Record<string, string>) =>
      enabled || reasonCode === 'SIGNED_BY_SAME_PERSON' ? [reasonCode ?? name] : [],
  );
const signers = async (viewer: Caller) =>
  (await billOf(viewer, billId, 'signatures { signedByName reason seal }')).signatures;

/** Turns on a second factor; returns the secret. */
async function enrolled({ viewer }: Caller): Promise<string> {
  const { db, secrets } = stage.world.deps;
  const store = credentialStore(db);
  const { secret } = newTotp('operator@example.com');
  await store.startTotp(viewer.actorId, secrets.seal(TOTP, secret));
  await store.confirmTotp({ userId: viewer.actorId, epoch: 0 }, 1, []);
  return secret;
}

/** Moves the bill past its invoice, which the invoices' stories do. */
const invoiced = (to = 'PAYING'): Promise<unknown> =>
  stage.world.rows(sql.raw(`update settlement_bill set status = '${to}' where id = '${billId}'`));

beforeAll(async () => {
  money = await certified(stage);
  const site = { id: stage.operator.viewer.tenantId, name: '云商店' };
  second = await stage.world.member(site, 'operator', '吴复核');
  await ordered(stage, { lines: [{ listMinor: 10_000_000n }] });
  [billId] = (await run(stage, '2026-02')) as [string];
});

describe('an operator sends a bill', () => {
  it('offers the step to operators, and to nobody else', async () => {
    expect(await actions(stage.operator)).toEqual(['send']);
    expect(await actions(money.finance)).toEqual([]);
    const { errors } = await money.finance.run(
      `mutation { settlementBillSend(input: { id: "stl_${billId}" }, idempotencyKey: "x") { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('refuses a bill that is not the sum of its lines', async () => {
    const by = (fen: number) =>
      stage.world.rows(
        sql.raw(
          `update settlement_bill set gross_minor = gross_minor + ${fen}, tax_minor = tax_minor + ${fen}, sales_minor = sales_minor + ${fen} where id = '${billId}'`,
        ),
      );
    await by(1);
    expect(await actions(stage.operator)).toEqual([]);
    await stage.operator.cannot('settlementBillSend', bill(), 'BILL_NOT_SUM_OF_LINES');
    await by(-1);
  });

  it('refuses a bill whose lines no longer have its seal', async () => {
    const by = (rate: string) =>
      stage.world.rows(
        sql.raw(
          `update settlement_bill_line set share_ratio = ${rate} where bill_id = '${billId}'`,
        ),
      );
    await by('0.13');
    await stage.operator.cannot('settlementBillSend', bill(), 'SEAL_DIFFERS');
    await by('0.12');
  });

  it('moves it on to the countersignature and tells the partner’s finance', async () => {
    await stage.operator.mutate('settlementBillSend', bill());
    expect(await status()).toBe('COUNTERSIGNING');
    await stage.operator.cannot('settlementBillSend', bill(), 'NOT_IN_THIS_STATE');
    const told = await money.finance.ask('{ notifications(first: 5) { nodes { event } } }');
    expect(told.notifications.nodes).toContainEqual({ event: 'send' });
  });
});

describe('two operators countersign it', () => {
  const sign = (who: Caller, input: object = {}) =>
    who.refused('settlementBillCountersign', { ...bill(), ...REASON, ...input });

  it('refuses programs, and people without a recent proof', async () => {
    const { viewer } = stage.operator;
    const key = stage.world.as({ ...viewer, via: 'API_KEY', memberId: null });
    expect(await sign(key)).toEqual(['PERSON_REQUIRED']);
    const stale = stage.world.as({ ...viewer, hasFreshProof: false });
    const { errors } = await stale.run(
      `mutation { settlementBillCountersign(input: { id: "stl_${billId}", reason: "x" }, idempotencyKey: "y") { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('FRESH_PROOF_REQUIRED');
    expect(await sign(stage.operator, { reason: ' ' })).toEqual(['BLANK']);
  });

  it('takes the code of an operator with a second factor, once', async () => {
    const secret = await enrolled(stage.operator);
    expect(await sign(stage.operator)).toEqual(['TOTP_REQUIRED']);
    expect(await sign(stage.operator, { totp: '000000' })).toEqual(['TOTP_INVALID']);
    expect(await signers(stage.operator)).toEqual([]);
    const [counted] = await stage.world.rows<{ failures: number[] }>(
      sql`select failures from sign_in_attempt where key = ${`proof:${stage.operator.viewer.actorId}`}`,
    );
    expect(counted!.failures).toHaveLength(1);
    const totp = await generate({ secret });
    expect(await sign(stage.operator, { totp })).toEqual([]);
    expect(await status()).toBe('COUNTERSIGNING');
    expect(await sign(stage.operator, { totp })).toEqual(['TOTP_INVALID']);
  });

  it('refuses the same person twice, also as another member', async () => {
    expect(await actions(stage.operator)).toEqual(['SIGNED_BY_SAME_PERSON']);
    expect(await actions(second)).toEqual(['countersign']);
    const { viewer } = stage.operator;
    await stage.world.rows(
      sql`update app_user set totp_secret = null, totp_confirmed_at = null where id = ${viewer.actorId}`,
    );
    expect(await sign(stage.operator)).toEqual(['SIGNED_BY_SAME_PERSON']);
    const twin = stage.world.as({ ...viewer, memberId: second.viewer.memberId });
    expect(await sign(twin)).toEqual(['SIGNED_BY_SAME_PERSON']);
    await expect(
      stage.world.rows(
        sql.raw(
          `update settlement_bill set status = 'AWAITING_INVOICE', countersigned_at = now(), payment_request_number = 'APR-1' where id = '${billId}'`,
        ),
      ),
    ).rejects.toThrow('lacks the signatures of two operators');
  });

  it('asks the partner for the invoice with the second signature', async () => {
    expect(await sign(second)).toEqual([]);
    expect(await status()).toBe('AWAITING_INVOICE');
    expect(await signers(stage.operator)).toEqual([
      { signedByName: '孙正', ...REASON, seal: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { signedByName: '吴复核', ...REASON, seal: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await signers(money.finance)).toEqual([]);
    const { invoices } = await money.finance.ask('{ invoices(first: 5) { nodes { status } } }');
    expect(invoices.nodes).toEqual([{ status: 'NOTIFIED' }]);
    for (const set of [`reason = 'x'`, `seal = 'x'`])
      await expect(
        stage.world.rows(sql.raw(`update settlement_bill_signature set ${set}`)),
      ).rejects.toThrow('permission denied');
  });
});

describe('an operator pays it', () => {
  beforeAll(async () => {
    await invoiced();
    const { paymentAuthorizations } = await stage.sellerManager.ask(
      '{ paymentAuthorizations(first: 1) { nodes { id } } }',
    );
    const [{ id }] = paymentAuthorizations.nodes;
    await stage.sellerManager.mutate('paymentAuthorizationAuthorize', { id });
  });

  it('rejects the payment with a reason, and submits it again', async () => {
    expect(await actions(stage.operator)).toEqual(['pay', 'rejectPayment']);
    await stage.operator.mutate('settlementBillRejectPayment', { ...bill(), reason: '户名不符' });
    await money.finance.sees(`stl_${billId}`, {
      status: 'PAYMENT_REJECTED',
      rejectionReason: '户名不符',
    });
    await stage.operator.cannot(
      'settlementBillPay',
      { ...bill(), ...PAYMENT },
      'NOT_IN_THIS_STATE',
    );
    await stage.operator.mutate('settlementBillResubmitPayment', bill());
    expect(await status()).toBe('PAYING');
  });

  it('not to a bank account that is not certified', async () => {
    await uncertified(stage, money, async () => {
      expect(await actions(stage.operator)).toEqual(['rejectPayment']);
      await stage.operator.cannot('settlementBillPay', { ...bill(), ...PAYMENT }, 'NOT_CERTIFIED');
    });
    expect(await actions(stage.operator)).toEqual(['pay', 'rejectPayment']);
  });

  it('records reference and day of the transfer', async () => {
    const pay = (input: object) =>
      stage.operator.refused('settlementBillPay', { ...bill(), ...input });
    expect(await pay({ ...PAYMENT, paidOn: '2026-03-03' })).toEqual(['PAID_IN_FUTURE']);
    expect(await pay({ ...PAYMENT, reference: '' })).toEqual(['BLANK']);
    expect(await pay(PAYMENT)).toEqual([]);
    await money.finance.sees(`stl_${billId}`, {
      status: 'PAID',
      paymentReference: PAYMENT.reference,
      paidOn: PAYMENT.paidOn,
    });
    const events = await money.finance.ask('{ notifications(first: 9) { nodes { event } } }');
    expect(events.notifications.nodes.map(({ event }: { event: string }) => event)).toEqual(
      expect.arrayContaining(['pay', 'rejectPayment', 'send']),
    );
  });

  it('then leaves it as it is, for good', async () => {
    for (const set of [`status = 'PAYING', paid_at = null`, `payment_reference = 'TR-2'`])
      await expect(
        stage.world.rows(sql.raw(`update settlement_bill set ${set} where id = '${billId}'`)),
      ).rejects.toThrow('it cannot change');
  });
});

it('an operator sends many bills at once', async () => {
  stage.world.clock.advance(90 * 24 * 3_600_000);
  const made: string[] = [];
  for (const month of ['03', '04']) {
    await ordered(stage, {
      placedAt: new Date(`2026-${month}-10T04:00:00Z`),
      lines: [{ listMinor: 10_000_000n }],
    });
    made.push(...(await run(stage, `2026-${month}`)));
  }
  const ids = made.map((id) => `stl_${id}`);
  const send = await bulk(stage.operator, 'settlementBillsSend', { ids });
  expect(send.userErrors).toEqual([]);
  for (const id of made) await stage.operator.sees(`stl_${id}`, { status: 'COUNTERSIGNING' });
});
