import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Browser } from '../../kit/web.ts';
import { PURCHASER } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { ordered } from '../orders/deals.ts';
import { type FileDesk, openFileDesk } from '../platform/upload.ts';
import { billOf, certified, countersigned, run } from '../settlement/bills.ts';
import { documentOf, invoiceOf } from './notices.ts';

/** More lines than a page has room for. */
const LINES = 120;

let desk: FileDesk;
afterAll(() => desk?.close());

const stage = testStage('papers', setStage);
let finance: Browser;
let billId: string;
let invoiceId: string;

beforeAll(async () => {
  const { world, operator } = stage;
  // Sessions of this story begin without an authenticator.
  await operator.mutate('policySet', { key: 'sign-in.second-factor', value: '0', reason: '测试' });
  const members = await certified(stage);
  await ordered(stage, {
    lines: Array.from({ length: LINES }, (_, i) => ({ listMinor: 1_000_000n + BigInt(i) })),
  });
  [billId] = (await run(stage, '2026-02')) as [string];
  await countersigned(stage, billId);
  const [row] = await world.rows<{ id: string; gross: string }>(
    sql`select id, gross_minor::text as gross from invoice`,
  );
  invoiceId = `ivc_${row!.id}`;
  await members.finance.mutate(
    'invoiceRegister',
    documentOf(
      { id: invoiceId, billId, grossMinor: BigInt(row!.gross) },
      { number: '26440000000000000001' },
    ),
  );
  desk = await openFileDesk(world);
  finance = await desk.signedIn(members.finance);
});

/** The text of each page, without the spaces and breaks that the layout puts between pieces. */
async function pagesOf(bytes: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  return text.map((page) => page.replace(/\s+/g, ''));
}
const paper = async (name: string, id: string): Promise<string[]> => {
  const answer = await finance.get(`/papers/${name}/${id}.pdf`);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename=[\w-]+\.pdf$/);
  return await pagesOf(answer.rawPayload);
};
const figure = (amount: string): string => amount.replace(/\B(?=(\d{3})+\.)/g, ',');

describe('the bill as a PDF', () => {
  it('has every line, the sums, the amount in words, and numbered pages', async () => {
    const bill = await billOf(
      stage.operator,
      billId,
      `number period seal gross { amount } net { amount } tax { amount }
       lines(first: 100) { nodes { settlement { amount } base { amount } orderLine { orderNumber productName } } }`,
    );
    const pages = await paper('bill', `stl_${billId}`);
    expect(pages.length).toBeGreaterThan(2);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain(`第${i + 1}/${pages.length}页`);
      expect(page).toContain(bill.number);
      expect(page).toContain(bill.seal);
      expect(page).toContain('2026-02对账单');
    }
    const text = pages.join('');
    for (const { amount } of [bill.gross, bill.net, bill.tax])
      expect(text).toContain(figure(amount));
    for (const { settlement, base, orderLine } of bill.lines.nodes)
      for (const word of [figure(settlement.amount), figure(base.amount), orderLine.orderNumber])
        expect(text).toContain(word);
    expect(text.split('星云ERP')).toHaveLength(LINES + 1);
    // 120 lines of about 2,000 × 1.06 ÷ 1.06 = 1,125.66 each.
    expect(text).toContain('大写：壹拾叁万伍仟零');
    expect(text).toContain(`全部${LINES}行合计`);
    for (const word of [PURCHASER.purchaserTitle, PURCHASER.purchaserTaxNumber])
      expect(text).toContain(word.replace(/\s+/g, ''));
  });
});

describe('the papers of an invoice', () => {
  it('the list has the lines and sums of the API', async () => {
    const { list, paymentRequestNumber } = await invoiceOf(
      stage.operator,
      invoiceId,
      'paymentRequestNumber list { item gross { amount } net { amount } tax { amount } }',
    );
    const text = (await paper('list', invoiceId)).join('');
    expect(text).toContain(paymentRequestNumber);
    for (const { item, gross, net, tax } of list)
      for (const word of [item, figure(gross.amount), figure(net.amount), figure(tax.amount)])
        expect(text).toContain(word);
    expect(text).toContain('（SaaS）');
    expect(text).toContain('圆');
  });

  it('the covering sheet names recipient and contents', async () => {
    const [text] = await paper('cover', invoiceId);
    for (const word of [
      PURCHASER.recipientName,
      PURCHASER.recipientPhone,
      PURCHASER.recipientAddress,
      '26440000000000000001',
      '云帆科技',
    ])
      expect(text).toContain(word.replace(/\s+/g, ''));
  });
});

describe('a paper', () => {
  it('is for those who may read the bill', async () => {
    const { world, sellerManager, manager } = stage;
    const rep = await world.member(stage.partner, 'csp.rep');
    const rival = await world.member(await partnerOf(world, '对手'), 'csp.owner');
    const statusOf = async (browser: Browser, path: string) => (await browser.get(path)).statusCode;
    const path = `/papers/bill/stl_${billId}.pdf`;
    expect(await statusOf(await desk.signedIn(manager), path)).toBe(200);
    expect(await statusOf(await desk.signedIn(stage.operator), path)).toBe(200);
    for (const one of [rep, sellerManager])
      expect(await statusOf(await desk.signedIn(one), path)).toBe(403);
    expect(await statusOf(await desk.signedIn(rival), path)).toBe(404);
    expect(await statusOf(desk.browser(), path)).toBe(401);
    for (const wrong of [
      '/papers/bill/stl_00000000-0000-7000-8000-000000000000.pdf',
      `/papers/bill/${invoiceId}.pdf`,
      `/papers/list/stl_${billId}.pdf`,
      `/papers/toString/${invoiceId}.pdf`,
    ])
      expect([404, 400]).toContain(await statusOf(finance, wrong));
  });

  it('with a character that the font does not have is refused, naming the character', async () => {
    await stage.world.rows(
      sql`update partner set name = '云帆𠮷科技' where id = ${stage.partner.id}`,
    );
    const answer = await finance.get(`/papers/cover/${invoiceId}.pdf`);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      code: 'GLYPH_MISSING',
      params: { char: '𠮷', text: '服务商：云帆𠮷科技' },
    });
  });
});
