import { beforeAll, describe, expect, it } from '@jest/globals';
import { renderMail } from '../../../server/platform/mail/render.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { denied } from '../../kit/denied.ts';
import { testStage } from '../../kit/test-world.ts';
import { PURCHASER } from '../../kit/world.ts';
import { listed, setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { certified, type Money, run } from '../settlement/bills.ts';

/** Settlements in fen whose taxes, each rounded, are 7,200.01 + 5,904.04 + 4,583.54: one fen more than the bill's. */
const GROSS = { API: 12_720_009n, IMAGE: 10_430_462n, SAAS: 8_097_585n } as const;
const SHOWN = {
  title: PURCHASER.purchaserTitle,
  taxNumber: PURCHASER.purchaserTaxNumber,
  bankName: PURCHASER.purchaserBankName,
  bankAccount: PURCHASER.purchaserBankAccount,
  address: PURCHASER.purchaserAddress,
  phone: PURCHASER.purchaserPhone,
  recipientName: PURCHASER.recipientName,
  recipientPhone: PURCHASER.recipientPhone,
  recipientAddress: PURCHASER.recipientAddress,
  recipientMailbox: PURCHASER.recipientMailbox,
};
const OTHERS = {
  ...SHOWN,
  title: '云商店（新）运营有限公司',
  recipientMailbox: 'piao@market.example',
  reason: '公司更名',
};

const stage = testStage('notice', setStage);
let settlement: Money;
let billId: string;
let invoiceId: string;

beforeAll(async () => {
  settlement = await certified(stage);
  for (const [productType, listMinor] of Object.entries(GROSS)) {
    const goods = await listed(stage.sellerManager, `商品 ${productType}`, { productType });
    // Two lines of each type, with the whole cash as the settlement.
    for (const part of [listMinor - 1_000_000n, 1_000_000n])
      await ordered(
        { ...stage, goods },
        { lines: [{ listMinor: part, strategy: 'JOINT_SALE', shareRatio: '1' }] },
      );
  }
  [billId] = (await run(stage, '2026-02')) as [string];
});

it('without invoicing data no bill is countersigned', async () => {
  const { world, operator } = stage;
  const second = await world.member(
    { id: operator.viewer.tenantId, name: '云商店' },
    'operator',
    '吴复核',
  );
  const signatures = async () => {
    const input = { id: `stl_${billId}`, reason: '金额与明细一致' };
    const codes: string[] = [];
    for (const signer of [operator, second])
      codes.push(...(await signer.refused('settlementBillCountersign', input)));
    return codes;
  };
  await operator.mutate('settlementBillSend', { id: `stl_${billId}` });
  // The site's data begin in the future of this clock.
  world.clock.advance(-60_000);
  expect(await signatures()).toContain('INVOICING_DATA_MISSING');
  await operator.sees(`stl_${billId}`, { status: 'COUNTERSIGNING' });
  world.clock.advance(60_000);
  await signatures();
  const [row] = await world.rows<{ id: string }>(sql`select id from invoice`);
  invoiceId = `ivc_${row!.id}`;
});

describe('the notice of an invoice', () => {
  it('names the purchaser, the place of receipt and the list whose sums are those of the bill', async () => {
    const sums = (...amounts: [gross: string, net: string, tax: string]) => {
      const [gross, net, tax] = amounts.map((amount) => ({ amount }));
      return { gross, net, tax };
    };
    const all = { item: '*信息技术服务*推广服务费', lineCount: 2, vatRate: '0.06' };
    // Rounded one by one the nets would be 120,000.08 + 98,400.58 + 76,392.31, one fen less than the bill's.
    await settlement.finance.sees(invoiceId, {
      purchaser: SHOWN,
      list: [
        { productType: 'API', ...all, ...sums('127200.09', '120000.09', '7200.00') },
        { productType: 'IMAGE', ...all, ...sums('104304.62', '98400.58', '5904.04') },
        { productType: 'SAAS', ...all, ...sums('80975.85', '76392.31', '4583.54') },
      ],
      bill: sums('312480.56', '294792.98', '17687.58'),
    });
  });

  it('is mailed with the same words', async () => {
    const [mail] = await stage.world.rows<{ params: never; links: never }>(
      sql`select params, links from outbox_message where template = 'invoiceNotice' limit 1`,
    );
    const { text } = renderMail(
      { template: 'invoiceNotice', locale: 'zh', ...mail! },
      'http://localhost:4000',
    );
    for (const word of Object.values(SHOWN)) expect(text).toContain(word);
    expect(text).toContain(
      '2. *信息技术服务*推广服务费（镜像，税率 6%）：不含税 98400.58，税额 5904.04，价税合计 104304.62',
    );
  });

  it('keeps the purchaser when the site changes it', async () => {
    const { operator, world } = stage;
    world.clock.advance(60_000);
    await operator.mutate('invoicingSettingSet', OTHERS);
    await settlement.finance.sees(invoiceId, { purchaser: SHOWN });
    for (const change of [
      sql`update invoice set purchaser_title = 'x'`,
      sql`update invoice set gross_minor = gross_minor + 1`,
    ])
      await expect(world.rows(change)).rejects.toThrow('it cannot change');
  });
});

describe('the invoicing data of the site', () => {
  it('are kept with their start; only operators set and read them', async () => {
    const { operator, world } = stage;
    const from = (day: string) => ({ ...OTHERS, effectiveFrom: `${day}T00:00:00.000+08:00` });
    await operator.mutate('invoicingSettingSet', { ...from('2026-04-01'), title: '四月起' });
    await operator.cannot('invoicingSettingSet', from('2026-03-01'), 'IN_THE_PAST');
    await operator.cannot('invoicingSettingSet', { ...OTHERS, taxNumber: '123' }, 'TOO_SHORT');
    const read = async () =>
      (
        await operator.ask(
          '{ invoicingSettings(first: 9) { nodes { isInForce setBy purchaser { title } } } }',
        )
      ).invoicingSettings.nodes;
    const one = (title: string, isInForce: boolean, setBy = '孙正') => ({
      isInForce,
      setBy,
      purchaser: { title },
    });
    expect(await read()).toEqual([
      one('四月起', false),
      one(OTHERS.title, true),
      one(SHOWN.title, false, '运营'),
    ]);
    world.clock.advance(40 * 24 * 3_600_000);
    expect((await read())[0]).toEqual(one('四月起', true));
    await denied(settlement.owner.ask('{ invoicingSettings(first: 1) { nodes { id } } }'));
    const [audit] = await world.rows<{ detail: Record<string, unknown> }>(
      sql`select detail from audit_entry where action = 'invoicingSettingSet' order by created_at desc, position desc limit 1`,
    );
    expect(audit!.detail).toMatchObject({ purchaserTitle: '四月起', reason: '公司更名' });
    await expect(world.rows(sql`update invoicing_setting set reason = 'x'`)).rejects.toThrow(
      'append-only',
    );
  });
});
