import { beforeAll, describe, expect } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { type DemandStage, setDemandStage, submittedDemand } from '../../api/demands/stage.ts';
import { box } from '../../kit/controls.ts';
import { modal, toasts } from '../../kit/dialogs.ts';
import { listOn } from '../../kit/list.ts';
import { usePortal } from '../../kit/portal.ts';
import { t } from '../../kit/words.ts';

describe('demands and private offers', () => {
  const portal = usePortal();
  let stage: DemandStage;
  beforeAll(async () => {
    stage = await setDemandStage(portal.world);
    await stage.operator.mutate('policySet', {
      key: 'demands.offers-reviewed',
      value: '1',
      reason: 'test',
    });
  });

  function ofStranger(): Promise<string> {
    const { cloudAccount, name } = stage.stranger;
    return submittedDemand(stage, { customerId: undefined, customer: { cloudAccount, name } });
  }
  async function offered(name: string): Promise<string> {
    const id = await ofStranger();
    await stage.reviewer.mutate('customerDemandReceive', { id });
    const { privateOffer } = await stage.sellerManager.mutate(
      'customerDemandConvert',
      {
        id,
        shareRatio: '0.2',
        name,
        lines: [{ specificationId: stage.joint.specifications[0], payRate: '0.82' }],
        validUntil: new Date(portal.world.clock.now().getTime() + 20 * 86_400_000).toISOString(),
      },
      'privateOffer { id }',
    );
    return privateOffer.id;
  }
  const statusOf = async (id: string): Promise<string> =>
    (
      await stage.operator.ask('query($id: ID!) { privateOffer(by: { id: $id }) { status } }', {
        id,
      })
    ).privateOffer.status;

  portal.it('a private offer is withdrawn after a question only', async () => {
    const [kept, refused] = [await offered('留用报价'), await offered('驳回报价')];
    const seller = await portal.as(stage.sellerManager);
    await seller.open(`/private-offers/${kept}`);
    const withdraw = t('ui.privateOffer.withdraw');
    await seller.page.getByRole('button', { name: withdraw, exact: true }).click();
    const question = modal(seller.page);
    await question.getByText(t('ui.privateOffer.withdrawText')).waitFor();
    expect(await statusOf(kept)).toBe('MANUAL_REVIEW');
    await seller.checkAccess();
    await question.getByRole('button', { name: withdraw, exact: true }).click();
    await toasts(seller.page).getByText(t('ui.privateOffer.withdrawn'), { exact: true }).waitFor();
    expect(await statusOf(kept)).toBe('WITHDRAWN');

    const operator = await portal.as(stage.operator);
    await operator.open(`/private-offers/${refused}`);
    const reject = { name: t('ui.review.reject'), exact: true };
    await operator.page.getByRole('button', reject).click();
    const dialog = modal(operator.page);
    await box(dialog, 'ui.reason').fill('折扣过低');
    await dialog.getByRole('button', reject).click();
    await toasts(operator.page).getByText(t('ui.privateOffer.rejected'), { exact: true }).waitFor();
    expect(await statusOf(refused)).toBe('REJECTED');
  });

  portal.it('the demands that wait for an answer open with the first deadline on top', async () => {
    await ofStranger();
    portal.world.clock.advance(DAY);
    await submittedDemand(stage);
    const { page, open } = await portal.as(stage.sellerManager);
    const list = listOn(page, t('ui.nav.demands'));
    await open('/demands');
    await list.counts(4);
    expect((await list.rows())[0]).toBe('东方制造');
    await list.tab(t('ui.demands.view.waiting')).click();
    await page.locator('th[aria-sort=ascending]').waitFor();
    await list.counts(2);
    expect(await list.rows()).toEqual([stage.stranger.name, '东方制造']);
    // The order belongs to the view, so nothing has changed that could be saved.
    expect(await page.getByRole('img', { name: t('ui.view.changed') }).count()).toBe(0);
  });
});
