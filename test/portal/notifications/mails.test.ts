import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { renderMail } from '../../../server/platform/mail/render.ts';
import { sharedBrowser } from '../../kit/browser.ts';

const PUBLIC_URL = 'https://portal.example.com';
const LONG =
  '/buyer/offers/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkc2NfMDE5YWMzZjQ3YTE0In0.abcdefghijklmnopqrstuvwxyz0123456789';

const mails = {
  offer: {
    template: 'discountOffer',
    params: {
      customer: '东方制造',
      partner: '深圳华芯云服务有限公司',
      product: '智能质检 Agent',
      discount: '东方制造年度框架优惠',
      number: 'EXD-20260302-0001',
      list: '¥1,284,560.00',
      net: '¥1,091,876.00',
      from: '2026-03-10',
      last: '2026-12-31',
    },
    links: { link: LONG },
  },
  digest: {
    template: 'digest',
    params: {
      name: '林悦',
      date: '2026-03-02',
      count: 3,
      objects: 2,
      more: 0,
      entries: ['东方制造', '北方能源'].map((label) => ({
        text: 'mail.digest.object',
        params: {
          type: 'enum.Subject.PartnerBinding',
          label,
          lines: [
            {
              text: 'mail.digest.line',
              params: { what: 'event.PartnerBinding.accept', trace: '李明 · 2026-03-02 09:00' },
            },
          ],
        },
        links: { link: `/open/PartnerBinding/${label}` },
      })),
    },
    links: { portal: '/', settings: '/account/notifications' },
  },
};

describe('a mail in a mail program', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  it.each(
    Object.keys(mails).flatMap((name) =>
      [360, 600].flatMap((width) =>
        (['light', 'dark'] as const).map((theme) => ({ name, width, theme })),
      ),
    ),
  )('$name fits $width px and is readable ($theme)', async ({ name, width, theme }) => {
    const { html } = renderMail({ ...mails[name as keyof typeof mails], locale: 'zh' }, PUBLIC_URL);
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: theme,
      javaScriptEnabled: true,
    });
    try {
      const page = await context.newPage();
      const requests: string[] = [];
      page.on('request', ({ url }) => requests.push(String(url)));
      await page.setContent(html);
      const found = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const button = document.querySelector<HTMLElement>('a.button')!;
        const card = document.querySelector<HTMLElement>('.card')!;
        return {
          over: scrollWidth - clientWidth,
          height: button.getBoundingClientRect().height,
          background: getComputedStyle(card).backgroundColor,
          rows: document.querySelectorAll('table tr').length,
        };
      });
      expect(found.over).toBe(0);
      expect(found.height).toBeGreaterThanOrEqual(40);
      expect(found.background).toBe(theme === 'dark' ? 'rgb(23, 30, 41)' : 'rgb(255, 255, 255)');
      expect(found.rows).toBeGreaterThan(1);
      expect(requests).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
