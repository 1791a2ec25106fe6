import { describe, expect } from '@jest/globals';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('the calendar feed in the settings', () => {
  const portal = usePortal();

  portal.it('is created, copied, renewed and revoked', async () => {
    const { world } = portal;
    const seller = await world.organization('SELLER', '华芯软件');
    const reviewer = await world.member(seller, 'seller.reviewer', '钱进');
    const { page, open, checkAccess } = await portal.as(reviewer);
    await open('/account/notifications');
    await page.getByRole('button', { name: t('ui.calendar.make') }).click();
    const address = page.locator('code').filter({ hasText: '/calendar/' });
    await address.waitFor();
    const first = (await address.textContent())!;
    expect(first).toMatch(/\/calendar\/[\w-]{43}\.ics$/);
    await page.getByText(t('ui.calendar.once')).waitFor();
    await checkAccess();
    const status = async (url: string) => (await fetch(url)).status;
    expect(await status(first)).toBe(200);

    await page.getByRole('button', { name: t('ui.calendar.renew') }).click();
    const dialog = modal(page);
    await dialog.getByText(t('ui.calendar.oldLink')).waitFor();
    await checkAccess();
    await dialog.getByRole('button', { name: t('ui.calendar.renew') }).click();
    await address.filter({ hasNotText: first }).waitFor();
    const second = (await address.textContent())!;
    expect([await status(first), await status(second)]).toEqual([404, 200]);

    await open('/account/notifications');
    await page.getByText(/链接创建于/).waitFor();
    expect(await address.count()).toBe(0);
    await page.getByRole('button', { name: t('ui.calendar.revoke') }).click();
    await dialog.getByRole('button', { name: t('ui.calendar.revoke') }).click();
    await page.getByRole('button', { name: t('ui.calendar.make') }).waitFor();
    expect(await status(second)).toBe(404);
  });
});
