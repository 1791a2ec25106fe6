import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../server/platform/read/sql.ts';
import { customerOf, partnerOf } from '../api/bindings/cast.ts';
import { usePortal } from '../kit/portal.ts';
import { t } from '../kit/words.ts';
import type { Caller } from '../kit/world.ts';

/** More stops than any page has. */
const MOST_TABS = 80;

describe('under rough conditions', () => {
  const portal = usePortal();
  let manager: Caller;

  beforeAll(async () => {
    const { world } = portal;
    const partner = await partnerOf(world, '云帆科技');
    manager = await world.member(partner, 'csp.manager', '李明');
    for (const name of ['东方制造', '西部物流']) await customerOf(world, name, [partner]);
  });

  const invitations = () =>
    portal.world.rows<{ name: string; status: string }>(sql`
      select c.name, b.status from partner_binding b join customer c on c.id = b.customer_id order by c.name`);

  it(
    'a customer is found and invited with the keyboard alone, and the focus comes back',
    portal.story(async () => {
      const { page, open } = await portal.as(manager);
      await open('/customers');
      await page.getByRole('link', { name: '东方制造' }).waitFor();
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe(t('ui.shell.skip'));
      await page.keyboard.press('Enter');
      await tabTo(page, '东方制造');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '东方制造' }).waitFor();
      await tabTo(page, t('ui.binding.invite.one'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await focusComesTo(page, t('ui.binding.invite.one'));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await tabTo(page, t('ui.binding.invite.mail'));
      await page.keyboard.type('he@example.com');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
      expect(await invitations()).toEqual([{ name: '东方制造', status: 'INVITED' }]);
    }),
    60_000,
  );

  it(
    'a form sent without a connection stays, and sent again makes one record',
    portal.story(async () => {
      const { page, open, context, expectComplaint } = await portal.as(manager);
      expectComplaint(/ERR_INTERNET_DISCONNECTED/);
      await open('/customers');
      await page.getByRole('link', { name: '西部物流' }).click();
      await page.getByRole('button', { name: t('ui.binding.invite.one') }).click();
      await page.getByLabel(t('ui.binding.invite.mail')).fill('xi@example.com');
      await context.setOffline(true);
      const send = page.getByRole('button', { name: t('ui.binding.invite.submit') });
      await send.click();
      await page.getByText(t('ui.failure.offline.title')).waitFor();
      expect(await page.getByLabel(t('ui.binding.invite.mail')).inputValue()).toBe(
        'xi@example.com',
      );
      await context.setOffline(false);
      await send.click();
      await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
      expect((await invitations()).filter(({ name }) => name === '西部物流')).toHaveLength(1);
    }),
    60_000,
  );
});

/** Name of what has the focus: its label, or its text. */
/** The focus goes back a frame after the dialog has gone. */
async function focusComesTo(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.activeElement?.textContent === wanted, text, {
    timeout: 5_000,
  });
  expect(await focused(page)).toBe(text);
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    const label = element?.labels?.[0]?.textContent ?? element?.getAttribute('aria-label');
    return (label ?? element?.textContent ?? '').replace(/\*$/, '').trim();
  });

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < MOST_TABS) {
    await page.keyboard.press('Tab');
    const here = await focused(page);
    if (here === name) return;
    passed.push(here);
  }
  throw new Error(`Tab never reaches ${name}, only ${passed.join(', ')}`);
}
