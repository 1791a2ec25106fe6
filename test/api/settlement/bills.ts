import {
  billLife,
  runBills,
  SettlementBillEntity,
} from '../../../server/modules/settlement/index.ts';
import { transact } from '../../../server/platform/command/pipeline.ts';
import type { CommandDeps } from '../../../server/platform/command/types.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { uploaded } from '../../kit/store.ts';
import type { Caller, World } from '../../kit/world.ts';
import type { Stage } from '../discounts/stage.ts';

export const PROFILE = {
  taxNumber: '913100000000000000',
  invoiceTitle: '云帆科技有限公司',
  address: '上海市浦东新区 1 号',
  phone: '021-12345678',
  bankName: '中国银行上海分行',
  bankAccount: '6222000000000001',
};

/** Uploads a business license of the caller's organization. */
export const licenseOf = (world: World, caller: Caller): Promise<string> =>
  uploaded(world, caller, '营业执照.pdf', '%PDF-1.4 business license');

export interface Money {
  readonly owner: Caller;
  readonly finance: Caller;
}

/** Certifies the stage's partner and returns the members who work with bills. */
export async function certified(
  { world, partner, operator }: Stage,
  taxpayerType: 'GENERAL' | 'SMALL_SCALE' = 'GENERAL',
): Promise<Money> {
  const owner = await world.member(partner, 'csp.owner', '王总');
  const finance = await world.member(partner, 'csp.finance', '周会计');
  const id = `ptn_${partner.id}`;
  const businessLicenseId = await licenseOf(world, owner);
  await owner.mutate('partnerUpdateTaxProfile', {
    id,
    taxpayerType,
    ...PROFILE,
    businessLicenseId,
  });
  await operator.mutate('partnerCertify', { id, reason: '已核对' });
  return { owner, finance };
}

/**
 * Changes the bank account of the certified partner, during which `waits` tells its story, and certifies the account that
 * it had.
 */
export async function uncertified(
  { partner, operator }: Stage,
  { finance }: Money,
  waits: () => Promise<void>,
): Promise<void> {
  const profile = { id: `ptn_${partner.id}`, taxpayerType: 'GENERAL', ...PROFILE };
  const bankAccount = '6222000000000009';
  await finance.mutate('partnerUpdateTaxProfile', { ...profile, bankAccount });
  await waits();
  await finance.mutate('partnerUpdateTaxProfile', profile);
  await operator.mutate('partnerCertify', { id: profile.id, reason: '已核对' });
}

/** Makes the bill run of a month; returns the ids of its bills without their prefix, in the order of their numbers. */
export async function run({ world }: Stage, period: string): Promise<readonly string[]> {
  await runBills(world.deps, period);
  const bills = await world.rows<{ id: string }>(
    sql`select id from settlement_bill where period = ${period} order by number`,
  );
  return bills.map(({ id }) => id);
}

/** Fires an event that has no command on a bill, with that role. */
export async function billEvent(
  deps: CommandDeps,
  { viewer }: Caller,
  id: string,
  event: string,
  input: object = {},
): Promise<void> {
  await transact(deps, viewer, 'story', async (tx) => {
    const row = await tx.get(SettlementBillEntity, id);
    await tx.fire(billLife, row, event, input);
  });
}

/** Sends a bill unless it was sent, and lets two operators countersign it. */
export async function countersigned({ world, operator }: Stage, id: string): Promise<void> {
  const second = await world.member(
    { id: operator.viewer.tenantId, name: '云商店' },
    'operator',
    '吴复核',
  );
  const bill = { id: `stl_${id}` };
  if ((await billOf(operator, id, 'status')).status === 'GENERATED')
    await operator.mutate('settlementBillSend', bill);
  for (const signer of [operator, second])
    await signer.mutate('settlementBillCountersign', { ...bill, reason: '金额与明细一致' });
}

export async function billOf(viewer: Caller, id: string, fields: string): Promise<any> {
  return (await viewer.ask(`{ settlementBill(by: { id: "stl_${id}" }) { ${fields} } }`))
    .settlementBill;
}
