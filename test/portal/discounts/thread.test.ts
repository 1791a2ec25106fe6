import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { draftOf, type Stage, setStage } from '../../api/discounts/stage.ts';
import { EXE, PDF } from '../../api/platform/upload.ts';
import { holdCommands } from '../../kit/held-commands.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('the discussion of a discount in review', () => {
  const portal = usePortal();
  let stage: Stage;
  let id: string;

  beforeAll(async () => {
    stage = await setStage(portal.world);
    ({ id } = await stage.manager.mutate('exclusiveDiscountCreate', draftOf(stage)));
    await stage.manager.mutate('exclusiveDiscountSubmit', { id });
  });

  const thread = (page: Page) => page.getByRole('region', { name: t('ui.thread.title') });
  const said = (page: Page, text: string) =>
    thread(page).getByRole('listitem').filter({ hasText: text });
  const write = (page: Page, text: string) => page.getByLabel(t('ui.thread.body')).fill(text);
  const send = (page: Page) =>
    page.getByRole('button', { name: t('ui.thread.send'), exact: true }).click();
  const choose = (page: Page, ...files: { name: string; content: Buffer }[]) =>
    page.locator('input[type=file]').setInputFiles(
      files.map(({ name, content }) => ({
        name,
        mimeType: 'application/octet-stream',
        buffer: content,
      })),
    );

  it(
    'shares words and a file with the seller, who downloads it and answers inside',
    portal.story(async () => {
      const partner = await portal.as(stage.manager);
      partner.expectComplaint(/422/);
      await partner.open(`/discounts/${id}`);
      await choose(
        partner.page,
        { name: '报价.pdf', content: PDF },
        { name: '安装.pdf', content: EXE },
      );
      await partner.page.getByRole('alert').filter({ hasText: '不支持该类型的文件' }).waitFor();
      await partner.page
        .getByRole('button', { name: t('ui.files.remove', { name: '安装.pdf' }) })
        .click();
      await write(partner.page, '请按 8.5 折审核，客户本周签约。');
      await partner.checkAccess();
      await partner.page.getByLabel(t('ui.thread.body')).press('Control+Enter');
      await said(partner.page, '客户本周签约').waitFor();
      expect(await partner.page.getByLabel(t('ui.thread.body')).inputValue()).toBe('');
      await partner.page.getByText('共 1 个').waitFor();

      const seller = await portal.as(stage.reviewer);
      await seller.open('/review');
      // The parts above the discussion move it when they are answered.
      await seller.drawn();
      const link = thread(seller.page).getByRole('link', { name: /报价\.pdf/ });
      const [download] = await Promise.all([seller.page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toBe('报价.pdf');
      await seller.page.getByRole('radio', { name: t('ui.thread.internal') }).click();
      await write(seller.page, '毛利只剩 12%，请主管确认。');
      await send(seller.page);
      await said(seller.page, '毛利只剩').waitFor();
      await seller.checkAccess();

      await partner.open(`/discounts/${id}`);
      await said(partner.page, '客户本周签约').waitFor();
      expect(await said(partner.page, '毛利只剩').count()).toBe(0);
    }),
  );

  it(
    'keeps the words and the file of the next comment while one is under way',
    portal.story(async () => {
      const { page, open } = await portal.as(stage.manager);
      await open(`/discounts/${id}`);
      const field = page.getByLabel(t('ui.thread.body'));
      await write(page, '第一条');
      const held = await holdCommands(page);
      await field.press('Control+Enter');
      await held.sent(1);
      await field.press('End');
      await page.keyboard.type('第二条');
      await choose(page, { name: '附件.pdf', content: PDF });
      const file = page.getByRole('button', { name: t('ui.files.remove', { name: '附件.pdf' }) });
      await file.waitFor();
      held.release();
      await said(page, '第一条').waitFor();
      await page.waitForFunction(
        (element) => (element as HTMLTextAreaElement).value === '第二条',
        await field.elementHandle(),
      );
      expect(await file.count()).toBe(1);
      await send(page);
      await said(page, '第二条')
        .getByRole('link', { name: /附件\.pdf/ })
        .waitFor();
    }),
  );

  it(
    'says what comes next to each side, and keeps a note inside the organization',
    portal.story(async () => {
      const title = t('ui.deadlineOf.ExclusiveDiscount.remind.SELLER.title');
      const next = (page: Page) => page.getByRole('region', { name: t('ui.record.next') });
      const { page, open, checkAccess } = await portal.as(stage.manager);
      await open(`/discounts/${id}`);
      await next(page).getByText(t('ui.record.nextIs', { title })).waitFor();
      expect(await next(page).getByRole('link').count()).toBe(0);
      await page.getByRole('textbox', { name: t('ui.note.text') }).fill('先谈年度框架');
      await page.getByRole('button', { name: t('ui.note.add'), exact: true }).click();
      const history = page.getByRole('list', { name: t('ui.activity') });
      await history.getByText('先谈年度框架').waitFor();
      await checkAccess();
      const seller = await portal.as(stage.reviewer);
      await seller.open(`/discounts/${id}`);
      const review = next(seller.page).getByRole('link');
      await review.waitFor();
      expect(await seller.page.getByText('先谈年度框架').count()).toBe(0);
      await review.click();
      await seller.page.waitForURL(/\/review\?open=/);
    }),
  );

  it(
    'keeps the words when the server refuses, and fits a narrow dark window in English',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(stage.manager, {
        language: 'en-US',
        theme: 'dark',
        width: 360,
        height: 800,
      });
      await open(`/discounts/${id}`);
      await page.getByLabel('Comment', { exact: true }).fill('Still here?');
      await checkAccess();
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide).toBe(0);
      await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('alert').or(page.getByText(/state/i)).first().waitFor();
      expect(await page.getByLabel('Comment', { exact: true }).inputValue()).toBe('Still here?');
    }),
  );
});
