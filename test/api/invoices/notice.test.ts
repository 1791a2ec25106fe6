import { beforeAll, describe, expect, it } from '@jest/globals';
import { renderMail } from '../../../server/platform/mail/render.ts';
import { money } from '../../../server/platform/money.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import { openWorld, PURCHASER } from '../../kit/world.ts';
import { errorsOf, listed, setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { billOf, certified, countersigned, type Money, run } from '../settlement/bills.ts';
import { invoiceOf } from './notices.ts';

/** Settlements in fen whose taxes, each rounded, are 7,200.01 + 5,904.04 + 4,583.54: one fen more than the bill's. */
const GROSS = { API: 12_720_009n, IMAGE: 10_430_462n, SAAS: 8_097_585n } as const;
const PURCHASER_FIELDS = `purchaser { title taxNumber bankName bankAccount address phone
  recipientName recipientPhone recipientAddress recipientMailbox }`;
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
  await countersigned(stage, billId);
  const [row] = await stage.world.rows<{ id: string }>(sql`select id from invoice`);
  invoiceId = `ivc_${row!.id}`;
});

describe('the notice of an invoice', () => {
  it('names the purchaser, the place of receipt and the list whose sums are those of the bill', async () => {
    const { purchaser, list } = await invoiceOf(
      settlement.finance,
      invoiceId,
      `${PURCHASER_FIELDS} list { position item productType lineCount vatRate gross { amount } net { amount } tax { amount } }`,
    );
    expect(purchaser).toEqual(SHOWN);
    const line = (
      position: number,
      productType: string,
      gross: string,
      net: string,
      tax: string,
    ) => ({
      position,
      item: '*信息技术服务*推广服务费',
      productType,
      lineCount: 2,
      vatRate: '0.06',
      gross: { amount: gross },
      net: { amount: net },
      tax: { amount: tax },
    });
    // Rounded one by one the nets would be 120,000.08 + 98,400.58 + 76,392.31, one fen less than the bill's.
    expect(list).toEqual([
      line(1, 'API', '127200.09', '120000.09', '7200.00'),
      line(2, 'IMAGE', '104304.62', '98400.58', '5904.04'),
      line(3, 'SAAS', '80975.85', '76392.31', '4583.54'),
    ]);
    const bill = await billOf(
      settlement.finance,
      billId,
      'gross { amount } net { amount } tax { amount }',
    );
    expect(bill).toEqual({
      gross: { amount: '312480.56' },
      net: { amount: '294792.98' },
      tax: { amount: '17687.58' },
    });
    for (const column of ['gross', 'net', 'tax'] as const)
      expect(
        money.format(
          list.reduce(
            (sum: bigint, one: Record<string, { amount: string }>) =>
              sum + money.parse(one[column]!.amount),
            0n,
          ),
        ),
      ).toBe(bill[column].amount);
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
    expect((await invoiceOf(settlement.finance, invoiceId, PURCHASER_FIELDS)).purchaser).toEqual(
      SHOWN,
    );
    await expect(
      world.rows(sql`update invoice set purchaser_title = 'x' where bill_id = ${billId}`),
    ).rejects.toThrow('it cannot change');
    await expect(
      world.rows(sql`update invoice set gross_minor = gross_minor + 1 where bill_id = ${billId}`),
    ).rejects.toThrow('it cannot change');
  });
});

describe('the invoicing data of the site', () => {
  it('are kept with their start; only operators set and read them', async () => {
    const { operator, world } = stage;
    const later = '2026-04-01T00:00:00.000+08:00';
    await operator.mutate('invoicingSettingSet', {
      ...OTHERS,
      title: '四月起',
      effectiveFrom: later,
    });
    await operator.cannot(
      'invoicingSettingSet',
      {
        ...OTHERS,
        effectiveFrom: '2026-03-01T00:00:00.000+08:00',
      },
      'IN_THE_PAST',
    );
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
    const { errors } = await settlement.owner.run(
      '{ invoicingSettings(first: 1) { nodes { id } } }',
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const [audit] = await world.rows<{ detail: Record<string, unknown> }>(
      sql`select detail from audit_entry where action = 'invoicingSettingSet' order by created_at desc, position desc limit 1`,
    );
    expect(audit!.detail).toMatchObject({ purchaserTitle: '四月起', reason: '公司更名' });
    await expect(world.rows(sql`update invoicing_setting set reason = 'x'`)).rejects.toThrow(
      'append-only',
    );
  });
});

it('without invoicing data no bill is countersigned; the first data reach an old invoice', async () => {
  const bare = await setStage(await openWorld('no invoicing data'));
  const { world, operator } = bare;
  try {
    // The story's data begin in the future of this clock.
    world.clock.advance(-60_000);
    const { finance } = await certified(bare);
    await ordered(bare, { lines: [{ listMinor: 1_000_000n }] });
    const [id] = (await run(bare, '2026-02')) as [string];
    const second = await world.member(
      { id: operator.viewer.tenantId, name: '云商店' },
      'operator',
      '吴复核',
    );
    const signatures = async () => {
      const input = { id: `stl_${id}`, reason: '金额与明细一致' };
      const codes: string[] = [];
      for (const signer of [operator, second])
        for (const { code } of await errorsOf(signer, 'settlementBillCountersign', input))
          codes.push(code);
      return codes;
    };
    await operator.mutate('settlementBillSend', { id: `stl_${id}` });
    expect(await signatures()).toContain('INVOICING_DATA_MISSING');
    expect((await billOf(finance, id, 'status')).status).toBe('COUNTERSIGNING');
    await operator.mutate('invoicingSettingSet', { ...OTHERS, reason: '开站' });
    await signatures();
    expect((await billOf(finance, id, 'invoice { purchaser { title } }')).invoice).toEqual({
      purchaser: { title: OTHERS.title },
    });
  } finally {
    await world.close();
  }
});
