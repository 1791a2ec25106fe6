import { beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { credentialStore } from '../../../server/modules/identity/user/credential.store.ts';
import { TOTP } from '../../../server/platform/auth/sign-in.ts';
import { newTotp } from '../../../server/platform/auth/totp.ts';
import { calendar } from '../../../server/platform/calendar.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { bulk, outcomes } from '../workspace/bulk-stage.ts';
import { billOf, certified, run } from './bills.ts';

const stage = testStage('countersign bulk', setStage);
let second: Caller;
const bills: string[] = [];
const REASON = { reason: '金额与明细一致' };
const ids = (): string[] => bills.map((id) => `stl_${id}`);

beforeAll(async () => {
  const { world, operator } = stage;
  await certified(stage);
  await world.rows(sql`update partner_certification set since = since - interval '3 years'`);
  second = await world.member(
    { id: operator.viewer.tenantId, name: '云商店' },
    'operator',
    '吴复核',
  );
  for (const month of ['2025-12', '2026-01', '2026-02']) {
    await ordered(stage, {
      placedAt: calendar.instantAt(`${month}-10`),
      lines: [{ listMinor: 1_000_000n }],
    });
    bills.push(...(await run(stage, month)));
  }
});

const statuses = () =>
  Promise.all(bills.map(async (id) => (await billOf(stage.operator, id, 'status')).status));
const sign = (who: Caller, input: object = {}, options = {}) =>
  bulk(who, 'settlementBillsCountersign', { ids: ids(), ...REASON, ...input }, options);
const refused = async (who: Caller, input: object = {}): Promise<string[]> =>
  (await sign(who, input)).userErrors.map(({ code }: { code: string }) => code);

describe('bills countersigned together', () => {
  it('are worth their settlement amounts; a dry run needs no proof', async () => {
    await bulk(stage.operator, 'settlementBillsSend', { ids: ids().slice(0, 2) });
    const { summary } = await sign(stage.operator, {}, { validateOnly: true });
    expect(summary).toMatchObject({
      total: 3,
      accepted: 2,
      worth: [{ kind: 'SETTLEMENT', amount: { amount: '2251.32' } }],
      refusals: [{ code: 'NOT_IN_THIS_STATE', count: 1 }],
    });
  });

  it('need a person and one valid code, which proves once', async () => {
    const { operator, world } = stage;
    const key = world.as({ ...operator.viewer, via: 'API_KEY', memberId: null });
    expect(await refused(key)).toEqual(['PERSON_REQUIRED']);
    const store = credentialStore(world.deps.db);
    const { secret } = newTotp('operator@example.com');
    await store.startTotp(operator.viewer.actorId, world.deps.secrets.seal(TOTP, secret));
    await store.confirmTotp({ userId: operator.viewer.actorId, epoch: 0 }, 1, []);
    expect(await refused(operator)).toEqual(['TOTP_REQUIRED']);
    expect(await refused(operator, { totp: '000000' })).toEqual(['TOTP_INVALID']);
    expect(await statuses()).toEqual(['COUNTERSIGNING', 'COUNTERSIGNING', 'GENERATED']);

    const totp = await generate({ secret });
    const { job } = await sign(operator, { totp });
    expect(outcomes(job)).toEqual(['2 DONE', '1 REFUSED NOT_IN_THIS_STATE']);
    expect(await statuses()).toEqual(['COUNTERSIGNING', 'COUNTERSIGNING', 'GENERATED']);
    const stored = await world.rows(sql`select input from job where id = ${job.id.slice(4)}`);
    expect(stored).toEqual([{ input: REASON }]);
    expect(await refused(operator, { totp })).toEqual(['TOTP_INVALID']);
  });

  it('need a second operator, and each bill its own signatures and audit', async () => {
    await stage.world.rows(
      sql`update app_user set totp_secret = null, totp_confirmed_at = null where id = ${stage.operator.viewer.actorId}`,
    );
    expect(await refused(stage.operator)).toEqual(['SIGNED_BY_SAME_PERSON', 'NOT_IN_THIS_STATE']);
    const { job } = await sign(second);
    expect(outcomes(job)).toEqual(['2 DONE', '1 REFUSED NOT_IN_THIS_STATE']);
    expect(await statuses()).toEqual(['AWAITING_INVOICE', 'AWAITING_INVOICE', 'GENERATED']);
    for (const id of bills.slice(0, 2))
      expect(await billOf(second, id, 'signatures { signedByName reason }')).toEqual({
        signatures: [
          { signedByName: '孙正', ...REASON },
          { signedByName: '吴复核', ...REASON },
        ],
      });
    const lines = await stage.world.rows<{ subject: string }>(
      sql`select subject_id as subject from audit_entry where action ~ '(Bill|^|[.])[cC]ountersign$' and subject_type = 'SettlementBill' order by 1`,
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
