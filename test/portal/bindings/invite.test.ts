import { beforeAll, describe, expect, it } from '@jest/globals';
import { partnerOf } from '../../api/bindings/fixtures.ts';
import { modal } from '../../kit/dialogs.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

describe('the form of an invitation', () => {
  const portal = usePortal();
  let manager: Caller;

  beforeAll(async () => {
    const { world } = portal;
    manager = await world.member(await partnerOf(world, '云帆科技'), 'csp.manager', '李明');
  });

  it(
    'names every missing field at once, and begins at the first',
    portal.story(async () => {
      const { page, open, checkAccess } = await portal.as(manager);
      await open('/customers');
      await page
        .getByRole('button', { name: t('ui.binding.invite.action') })
        .first()
        .click();
      const dialog = modal(page);
      await dialog.getByRole('button', { name: t('ui.binding.invite.submit') }).click();
      await dialog.getByRole('alert').waitFor();
      const missing = await dialog
        .locator('[aria-invalid=true]')
        .evaluateAll((inputs) =>
          inputs.map((input) => (input as HTMLInputElement).labels![0]!.firstChild!.textContent),
        );
      expect(missing).toEqual([
        t('ui.customer.name'),
        t('ui.customer.cloudAccount'),
        t('ui.binding.invite.mail'),
      ]);
      const first = dialog.getByRole('textbox', { name: t('ui.customer.name') });
      expect(await first.evaluate((input) => input === document.activeElement)).toBe(true);
      await checkAccess();
    }),
  );
});
