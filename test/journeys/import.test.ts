import { beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../server/platform/sql/sql.ts';
import { authorized, type Goods, listed, type Stage, setStage } from '../api/discounts/stage.ts';
import { xlsxLines } from '../api/transfers/exporting.ts';
import { press } from '../kit/controls.ts';
import { listOn } from '../kit/list.ts';
import { usePortal } from '../kit/portal.ts';
import { sizes } from '../kit/sizes.ts';
import { type MessageId, t } from '../kit/words.ts';

const HEADER = '客户名称,云账号,绑定类型,电子邮件地址';
const CUSTOMERS = [
  '苏州太湖智造,taihu_mfg,顾问销售,it@taihu.example',
  '宁波北仑港务,beilun_port,联营,ops@beilun.example',
  '珠海横琴数科,hengqin_dt,代售,not-a-mail',
  '无锡惠山物联,huishan_iot,,',
  '苏州太湖智造,TAIHU_MFG,顾问销售,it@taihu.example',
  ',,代售,a@b.example',
];
const DISCOUNTS = '优惠名称,客户云账号,商品,规格编码,付费率,净价,生效日期,截止日期,备注';
/** Places of the bad rows among the discounts. */
const BAD = [3, 17, 31];

/** Journey J3 of the specification: files in, reasons beside the rows, corrections, files out. */
describe('bulk work with files', () => {
  const portal = usePortal();
  let stage: Stage;
  let goods: Goods;
  let account: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    goods = await listed(stage.sellerManager, '星云协同');
    await authorized(stage.sellerManager, goods);
    const [customer] = await portal.world.rows<{ account: string }>(
      sql`select cloud_account as account from customer where id = ${stage.customerId.slice(4)}`,
    );
    account = customer!.account;
  });

  const main = (page: Page) => page.getByRole('main');
  const tray = (page: Page) => page.getByRole('dialog', { name: t('ui.tasks') });
  const rowOf = (page: Page, text: string) =>
    page.getByRole('table', { name: t('ui.import.errors') }).getByRole('row', { name: text });
  const number = (id: MessageId, rows: number): string =>
    t(id).replace('{rows, number}', rows.toLocaleString('zh-CN'));

  /** Uploads a file on the page of imports and starts the trial; returns once the page of the import is open. */
  async function upload(page: Page, name: string, content: string | Buffer, target?: MessageId) {
    if (target)
      await main(page)
        .getByRole('radio', { name: t(target) })
        .click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
    await main(page)
      .getByRole('button', { name: t('ui.files.remove', { name }) })
      .waitFor();
    await press(main(page), 'ui.import.check');
    await page.waitForURL(/\/imports\/job_/);
    await portal.settle();
  }
  /** Imports the rows that are ready. */
  async function commit(page: Page, rows: number, meanwhile?: () => Promise<unknown>) {
    await main(page)
      .getByRole('button', { name: number('ui.import.commit', rows), exact: true })
      .click();
    await main(page).getByRole('progressbar').waitFor();
    await meanwhile?.();
    await portal.settle();
  }
  /** Report of the open import: its header and its rows. */
  async function reportOf(
    page: Page,
  ): Promise<{ header: string[]; rows: string[][]; file: Buffer }> {
    const href = await main(page)
      .getByRole('link', { name: t('ui.import.report') })
      .getAttribute('href');
    const answer = await page.context().request.get(href!);
    expect(answer.status()).toBe(200);
    const file = await answer.body();
    const [header = [], ...rows] = await xlsxLines(file);
    return { header: header as string[], rows: rows as string[][], file };
  }
  /** Bindings besides that of the stage. */
  const bound = async (): Promise<number> => {
    const [found] = await portal.world.rows<{ n: number }>(
      sql`select count(*)::int - 1 as n from partner_binding`,
    );
    return found!.n;
  };
  const tasks = (page: Page) =>
    page.getByRole('banner').getByRole('button', { name: new RegExp(`^${t('ui.tasks')}`) });
  async function startExport(page: Page): Promise<void> {
    await press(main(page), 'ui.export');
    const dialog = page.getByRole('dialog');
    await press(dialog, 'ui.export');
    await dialog.waitFor({ state: 'detached' });
  }

  portal.it(
    'customers: the trial names the reason of each row, a cell is corrected in place, the rest is imported once',
    async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open('/customers');
      await main(page)
        .getByRole('link', { name: t('ui.import.of.CUSTOMERS') })
        .click();
      await page.waitForURL(/\/imports/);
      const href = await main(page)
        .getByRole('link', { name: t('ui.import.template') })
        .getAttribute('href');
      const template = await page.context().request.get(href!);
      const [titles] = await xlsxLines(await template.body());
      expect(titles![0]).toBe('客户名称 *');
      expect(titles!.slice(-2)).toEqual(['客户经理邮箱', '标签']);
      await upload(page, '客户.csv', HEADER);
      await page.getByText(t('error.IMPORT_EMPTY')).waitFor();

      await open('/imports');
      await upload(page, 'customers.csv', [HEADER, ...CUSTOMERS].join('\n'));
      // Without the column of mail addresses, no row can be an invitation.
      await main(page).getByText(number('ui.import.commit', 4)).waitFor();
      await main(page)
        .getByRole('button', { name: /电子邮件地址/ })
        .click();
      await page
        .getByRole('option', { name: t('ui.import.column.CUSTOMERS.mail'), exact: true })
        .click();
      await press(main(page), 'ui.import.recheck');
      await main(page).getByRole('progressbar').waitFor();
      await portal.settle();
      const port = rowOf(page, '宁波北仑港务');
      await port.getByText(t('error.UNKNOWN_WORD')).waitFor();
      await rowOf(page, '珠海横琴数科').getByText(t('error.INVALID_MAIL')).waitFor();
      await rowOf(page, '6').getByText(t('error.TWICE_IN_FILE')).waitFor();
      await main(page).getByText(number('ui.import.commit', 2)).waitFor();
      await checkAccess();
      expect(await bound()).toBe(0);

      const cell = port.getByRole('textbox');
      await cell.fill('乙方');
      await cell.press('Enter');
      await port.getByText(t('error.UNKNOWN_WORD')).waitFor();
      await cell.fill('代售');
      await cell.press('Enter');
      await port.getByText(t('enum.JobRowOutcome.READY')).waitFor();
      await main(page).getByText(number('ui.import.commit', 3)).waitFor();
      // With the name given, the account is the next blank cell: another one, and empty.
      const blank = rowOf(page, '7').getByRole('textbox');
      await blank.fill('佛山千灯');
      await blank.press('Enter');
      const next = t('ui.import.column.CUSTOMERS.cloudAccount');
      await rowOf(page, '佛山千灯')
        .getByText(new RegExp(`^${next}`))
        .waitFor();
      expect(await rowOf(page, '佛山千灯').getByRole('textbox').inputValue()).toBe('');
      await commit(page, 3, () => page.reload());
      await main(page).getByText(t('enum.JobStatus.PARTIAL')).waitFor();
      expect(await bound()).toBe(3);
      expect(await portal.mailsTo('ops@beilun.example')).toHaveLength(1);
      const { header, rows } = await reportOf(page);
      expect(header).toEqual([...HEADER.split(','), t('ui.import.reason')]);
      expect(rows.map((row) => row[0])).toEqual(['珠海横琴数科', '苏州太湖智造', '佛山千灯']);
      expect(rows[0]!.at(-1)).toContain(t('error.INVALID_MAIL'));
    },
  );

  portal.inChapters(
    `discounts: ${sizes.importedDiscounts} rows, 3 bad, to the seller’s approval and a file`,
    (chapter) => {
      const count = sizes.importedDiscounts;
      let report: Buffer;
      const rows = Array.from({ length: count }, (_, i) => {
        // Two specifications, so that no two periods of one overlap.
        const day = new Date(Date.UTC(2026, 3, 1 + Math.floor(i / 2))).toISOString().slice(0, 10);
        const rate = BAD.includes(i) ? '8.5成' : '85%';
        return `批量优惠${String(i).padStart(3, '0')},${account},星云协同,${i % 2 ? 'ADD' : 'STD'},${rate},,${day},${day},`;
      });
      /** Rows need the account, which is known once the stage is set. */
      const file = () =>
        [DISCOUNTS, ...rows.map((row) => row.replace('undefined', account))].join('\n');

      chapter('the report marks exactly the bad rows; the good ones become drafts', async () => {
        const { page, open, checkAccess } = await portal.as(stage.manager);
        await open('/imports');
        await upload(page, 'discounts.csv', file(), 'enum.ImportTarget.DISCOUNTS');
        await main(page)
          .getByText(number('ui.import.commit', count - BAD.length))
          .waitFor();
        await checkAccess();
        await commit(page, count - BAD.length);
        await main(page).getByText(t('enum.JobStatus.PARTIAL')).waitFor();
        const found = await reportOf(page);
        expect(found.rows.map((row) => row[0])).toEqual(
          BAD.map((i) => `批量优惠${String(i).padStart(3, '0')}`),
        );
        report = Buffer.from(
          [found.header, ...found.rows]
            .map((row) => row.map((cell) => String(cell ?? '').replace('8.5成', '8.5折')).join(','))
            .join('\n'),
        );
      });

      chapter(
        'the report with its corrections brings the rest, and all are submitted at once',
        async () => {
          const { page, open } = await portal.as(stage.manager);
          await open('/imports?target=DISCOUNTS');
          await upload(page, 'discounts 错误清单.csv', report);
          await commit(page, BAD.length);
          await main(page).getByText(t('enum.JobStatus.SUCCEEDED')).waitFor();
          await open('/discounts?view=drafts');
          await bulk(page, 'ui.job.exclusiveDiscountSubmit');
          await portal.settle();
          await open('/discounts?view=review');
          await listOn(page, t('ui.nav.discounts')).counts(count);
        },
      );

      chapter('the seller approves all of them in one step', async () => {
        const { page, open } = await portal.as(stage.sellerManager);
        await open('/discounts?view=review');
        await bulk(page, 'ui.job.exclusiveDiscountApprove');
        await portal.moveClock(new Date(portal.world.clock.now().getTime() + 60_000));
        await open('/discounts?view=scheduled');
        await listOn(page, t('ui.nav.discounts')).counts(count);
      });

      chapter(
        'their list is exported: stopped once, started again, and finished after a reload',
        async () => {
          const { page, open, checkAccess } = await portal.as(stage.manager);
          await open('/discounts?view=scheduled');
          await startExport(page);
          await tasks(page).click();
          await tray(page)
            .getByRole('listitem')
            .filter({ hasText: t('ui.job.exportStart') })
            .getByRole('button', { name: t('ui.job.stop'), exact: true })
            .click();
          await tray(page).getByText(t('enum.JobStatus.CANCELLED')).waitFor();
          await checkAccess();
          await press(tray(page), 'ui.close');
          await startExport(page);
          await page.reload();
          await tasks(page).filter({ hasText: '1' }).click();
          await tray(page).getByRole('progressbar').waitFor();
          await portal.settle();
          const link = tray(page).getByRole('link', { name: /\.xlsx$/ });
          const answer = await page.context().request.get((await link.getAttribute('href'))!);
          const lines = await xlsxLines(await answer.body());
          const names = lines.map(([name]) => String(name)).filter((name) => /批量优惠/.test(name));
          expect(new Set(names).size).toBe(count);
          expect(names).toHaveLength(count);
        },
      );
    },
  );

  portal.it(
    'customers: an exported list brings back account manager and tags, and no binding changes',
    async () => {
      const rep = await portal.world.member(stage.partner, 'csp.rep', '叶敏');
      const { customerId: id, manager } = stage;
      const own = { managerId: `mem_${rep.viewer.memberId}`, tags: ['重点', '华南'] };
      await manager.mutate('customerSetOwnData', { id, ...own });
      const { page, open } = await portal.as(manager, { width: 1600 });
      await open('/customers');
      await startExport(page);
      await portal.settle();
      await tasks(page).click();
      const link = tray(page)
        .getByRole('link', { name: /客户.*\.xlsx$/ })
        .first();
      const answer = await page.context().request.get((await link.getAttribute('href'))!);
      const file = await answer.body();
      const [, ...lines] = await xlsxLines(file);
      // An empty line precedes the manifest.
      const rows = lines.findIndex(([first]) => first === t('ui.export.manifest.list')) - 1;

      await manager.mutate('customerSetTags', { id, tags: [] });
      await manager.mutate('customerAssignManager', { id });
      const before = await bound();
      await open('/imports');
      await upload(page, '客户.xlsx', file);
      await main(page).getByText(number('ui.import.commit', rows)).waitFor();
      await commit(page, rows);
      await main(page).getByText(t('enum.JobStatus.SUCCEEDED')).waitFor();
      await manager.sees(id, { accountManager: { id: own.managerId }, tags: own.tags });
      expect(await bound()).toBe(before);
    },
  );

  /** Selects all rows of the list, and runs a bulk action on them. */
  async function bulk(page: Page, action: MessageId): Promise<void> {
    const count = sizes.importedDiscounts;
    await listOn(page, t('ui.nav.discounts')).counts(count);
    await page.getByRole('columnheader').getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: t('ui.list.selectMatching', { count }) }).click();
    await page.getByRole('button', { name: t(action), exact: true }).click();
    const dialog = page.getByRole('dialog', { name: t(action) });
    await dialog
      .getByRole('button', { name: t('ui.bulk.start', { action: t(action), count }) })
      .click();
    await dialog.waitFor({ state: 'detached' });
    await portal.settle();
  }
});
