import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { customerOf, invited, partnerOf } from '../../api/bindings/fixtures.ts';
import { box, press } from '../../kit/controls.ts';
import { usePortal } from '../../kit/portal.ts';
import { openReceiver, type Receiver } from '../../kit/receiver.ts';
import { t, words } from '../../kit/words.ts';
import type { Caller, Organization } from '../../kit/world.ts';

const MINUTE = 60_000;
const en = words('en');

describe('webhooks in the portal', () => {
  const portal = usePortal();
  let receiver: Receiver;
  let partner: Organization;
  let owner: Caller;

  beforeAll(async () => {
    const { world } = portal;
    partner = await partnerOf(world, '云帆科技');
    owner = await world.member(partner, 'csp.owner', '林岚');
    receiver = await openReceiver();
  });
  afterAll(() => receiver?.close());

  /** Delivers until the receiver has this many messages: the newest event is hidden for a moment. */
  async function delivered(count: number): Promise<void> {
    for (let attempt = 0; receiver.received.length < count; attempt++) {
      expect(attempt).toBeLessThan(200);
      await portal.settle();
    }
  }

  portal.it('are created with a secret shown once, and tell what happens', async () => {
    const { page, open, checkAccess } = await portal.as(owner);
    await open('/developers/webhooks');
    await page.getByText(t('ui.webhook.empty')).waitFor();
    await page
      .getByRole('button', { name: t('ui.webhook.create') })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    const address = box(dialog, 'ui.webhook.url');
    await box(dialog, 'ui.webhook.name').fill('ERP');
    await address.fill('https://10.0.0.1/hook');
    await dialog.getByText(t('enum.Subject.PartnerBinding'), { exact: true }).click();
    await checkAccess();
    await press(dialog, 'ui.webhook.create');
    await dialog.getByText(t('error.WEBHOOK_URL_NOT_ALLOWED')).first().waitFor();
    await address.fill(receiver.url);
    const events = box(dialog, 'ui.webhook.events');
    await events.fill('PartnerBinding.invite');
    await press(dialog, 'ui.webhook.create');
    const unknown = t('error.EVENT_UNKNOWN', { names: 'PartnerBinding.invite' });
    await dialog.getByText(unknown).first().waitFor();
    await events.fill('');
    await press(dialog, 'ui.webhook.create');
    await dialog.getByText(t('ui.webhook.secretTitle')).waitFor();
    await dialog.getByText(/^whsec_/).waitFor();
    await checkAccess();
    await dialog.getByText(t('ui.key.kept')).click();
    await dialog.getByRole('button', { name: t('ui.done') }).click();
    await page.getByRole('link', { name: 'ERP' }).click();

    await page.getByRole('button', { name: t('ui.webhook.test') }).click();
    await page.getByText(t('ui.webhook.testSent')).first().waitFor();
    await delivered(1);
    const log = page.getByRole('table', { name: t('ui.webhook.log') });
    await log.getByText(t('ui.webhook.testMessage')).waitFor();
    await invited(
      portal.world,
      await portal.world.member(partner, 'csp.manager', '李明'),
      await customerOf(portal.world, '东方制造', [partner]),
    );
    await delivered(2);
    await log.getByText(t('event.PartnerBinding.invite')).waitFor();
    await checkAccess();
    await log.getByRole('button', { name: t('ui.webhook.replayHere') }).click();
    await page.getByText(t('ui.webhook.replayed')).first().waitFor();
    await delivered(3);
    expect(receiver.received[2]!.id).toBe(receiver.received[1]!.id);
  });

  portal.it('say why they do not deliver, and are paused, resumed and deleted', async () => {
    const look = { language: 'en-US', theme: 'dark', width: 360, height: 740 } as const;
    const { page, open, checkAccess } = await portal.as(owner, look);
    receiver.answer = (response) => void response.writeHead(500).end('no room');
    const before = receiver.received.length;
    await invited(
      portal.world,
      await portal.world.member(partner, 'csp.manager', '张磊'),
      await customerOf(portal.world, '西部物流', [partner]),
    );
    await delivered(before + 1);
    await open('/developers/webhooks');
    await page.getByRole('link', { name: 'ERP' }).click();
    await page.getByText(/1 attempt failed/).waitFor();
    await page.getByRole('button', { name: en('ui.webhook.answer') }).click();
    await page.getByText('no room').waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: en('ui.close') })
      .first()
      .click();
    await checkAccess();
    await page.getByRole('button', { name: en('ui.webhook.pause') }).click();
    await page.getByText(en('ui.webhook.paused')).first().waitFor();
    receiver.answer = (response) => void response.writeHead(204).end();
    await page.getByRole('button', { name: en('ui.webhook.resume') }).click();
    await page.getByText(en('ui.webhook.resumed')).first().waitFor();
    await portal.moveClock(new Date(portal.world.clock.now().getTime() + 2 * MINUTE));
    await delivered(before + 2);
    await page.getByRole('button', { name: en('ui.webhook.rotate') }).click();
    const dialog = page.getByRole('dialog');
    await page
      .getByRole('button', { name: en('ui.webhook.rotate') })
      .last()
      .click();
    await page.getByText(en('ui.webhook.rotatedText')).waitFor();
    await dialog.getByText(en('ui.key.kept')).click();
    await dialog.getByRole('button', { name: en('ui.done') }).click();
    await page.getByRole('button', { name: en('ui.webhook.delete') }).click();
    await page
      .getByRole('button', { name: en('ui.webhook.delete') })
      .last()
      .click();
    await page.getByText(en('ui.webhook.deleted')).first().waitFor();
    await open('/developers/webhooks');
    await page.getByText(en('ui.webhook.empty')).waitFor();
  });
});
