import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { sql } from '../../server/platform/sql/sql.ts';
import { importCustomers } from '../../server/tools/admin/imports.ts';
import { partnerOf } from '../api/bindings/fixtures.ts';
import { authorized, listed } from '../api/discounts/stage.ts';
import { story } from '../kit/chapters.ts';
import { choose } from '../kit/choose.ts';
import { mailedCode } from '../kit/consent.ts';
import { usePortal } from '../kit/portal.ts';
import { sizes } from '../kit/sizes.ts';
import { t, words } from '../kit/words.ts';
import type { Caller, Organization } from '../kit/world.ts';

const en = words('en');
const CUSTOMER = '深圳云启智能科技有限公司';
const MAIL = 'he.yuxin@yunqi.example';
const CITIES = ['北京', '上海', '广州', '杭州', '成都', '武汉', '西安', '南京'];
const TRADES = ['机械', '食品', '物流', '软件', '医药', '农业', '纺织', '化工'];

describe('the main job', () => {
  const portal = usePortal();
  const folder = mkdtempSync(join(tmpdir(), 'partnergraph-journey-'));
  let partner: Organization;
  let owner: Caller;
  let manager: Caller;
  let reviewer: Caller;

  beforeAll(async () => {
    const { world } = portal;
    partner = await partnerOf(world, '云帆科技');
    const seller = await world.organization('SELLER', '华芯软件');
    owner = await world.member(partner, 'csp.owner', '林悦');
    manager = await world.member(partner, 'csp.manager', '李明');
    reviewer = await world.member(seller, 'seller.reviewer', '钱进');
    const sales = await world.member(seller, 'seller.manager', '赵敏');
    await authorized(sales, await listed(sales, '星云ERP'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const table = (page: Page) => page.getByRole('table');

  story('from an imported list to a discount in effect', (chapter) => {
    chapter(
      'loads a list of customers from a file, good rows whatever the others are',
      async () => {
        const file = join(folder, 'customers.csv');
        const rows = Array.from({ length: sizes.importedCustomers - 1 }, (_, i) => {
          const name = `${CITIES[i % 8]}${TRADES[Math.floor(i / 8) % 8]}第${i}有限公司`;
          return `${name},account-${i},COMPANY,王${i},contact-${i}@customers.example`;
        });
        rows.splice(rows.length / 2, 0, `${CUSTOMER},yunqi01,COMPANY,何雨欣,${MAIL}`);
        const header = 'name,cloud_account,type,contact_name,contact_mail';
        writeFileSync(file, [header, ...rows, 'No key,,COMPANY,,'].join('\n'));
        const [org] = await portal.world.rows<{ code: string }>(
          sql`select code from organization where id = ${partner.id}`,
        );
        const load = importCustomers([file, '--partner', org!.code, '--contacts', 'on-file']);
        await expect(load(portal.app.deps)).rejects.toThrow(
          new RegExp(
            `^${sizes.importedCustomers} customers of 云帆科技 are new.*\\n1 lines were left out`,
          ),
        );
        await expect(load(portal.app.deps)).rejects.toThrow(/^0 customers .* are new/);
      },
    );

    chapter(
      'finds one by its pinyin initials and invites it; the customer accepts by the mailed link',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(manager);
        await open('/');
        await checkAccess();
        await page
          .getByRole('navigation', { name: t('ui.shell.nav') })
          .getByRole('link', { name: t('ui.nav.customers'), exact: true })
          .click();
        await page.getByRole('searchbox', { name: t('ui.list.search') }).fill('szyqzn');
        await page.getByText(/共 1 条/).waitFor();
        await checkAccess();
        await table(page).getByRole('link', { name: CUSTOMER }).click();
        await page.getByRole('heading', { level: 1, name: CUSTOMER }).waitFor();
        await checkAccess();
        await page.getByRole('button', { name: t('ui.binding.invite.one') }).click();
        await page.getByLabel(t('ui.binding.invite.mail')).fill(MAIL);
        await page.getByLabel(t('ui.binding.invite.note')).fill('期待与贵司合作');
        await checkAccess();
        await page.getByRole('button', { name: t('ui.binding.invite.submit') }).click();
        await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
        await checkAccess();
        await page.getByRole('button', { name: t('ui.done') }).click();
        await page.getByText(t('enum.CustomerStatus.INVITED')).first().waitFor();

        const [mail] = await portal.mailsTo(MAIL);
        expect(mail!.text).toContain('期待与贵司合作');
        const link = /https?:\/\/\S+\/buyer\/bindings\/[\w-]+/.exec(mail!.text)![0];
        const buyer = await portal.visit();
        await buyer.page.goto(link);
        const accept = buyer.page.getByRole('button', { name: t('ui.buyer.invite.next') });
        await accept.waitFor();
        await buyer.checkAccess();
        await buyer.page.getByText(t('ui.buyer.agreement.accept', { customer: CUSTOMER })).click();
        await accept.click();
        await buyer.page.getByRole('heading', { name: t('ui.buyer.code.title') }).waitFor();
        await buyer.checkAccess();
        const [binding] = await portal.world.rows<{ id: string }>(sql`
        select b.id from partner_binding b join customer c on c.id = b.customer_id where c.name = ${CUSTOMER}`);
        const id = `bnd_${binding!.id}`;
        const code = await mailedCode(portal.world, { id, to: MAIL });
        const box = buyer.page.getByLabel(t('ui.buyer.code.label'));
        await box.fill(code === '000000' ? '000001' : '000000');
        await box.press('Enter');
        await buyer.page.getByText(t('error.CODE_WRONG', { left: 4 })).waitFor();
        await buyer.checkAccess();
        // As pasted from a mail.
        await box.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
        await buyer.page.getByRole('button', { name: t('ui.buyer.code.submit') }).click();
        await buyer.page
          .getByRole('heading', { name: t('ui.buyer.state.BOUND.title', { partner: '云帆科技' }) })
          .waitFor();
        await buyer.checkAccess();

        await page.reload();
        await page.getByText(t('enum.CustomerStatus.BOUND')).first().waitFor();
        await page.getByText('yunqi01').first().waitFor();
        await checkAccess();
      }),
    );

    chapter(
      'offers a discount: below the floor it is told the floor, within it the seller gets it',
      portal.story(async () => {
        const { page, open, checkAccess } = await portal.as(manager);
        await open('/discounts');
        await page.getByText(t('ui.discounts.empty')).waitFor();
        await checkAccess();
        await page
          .getByRole('link', { name: t('ui.discount.create') })
          .first()
          .click();
        await choose(page, t('ui.customer'), 'szyqzn', CUSTOMER);
        await choose(page, t('ui.product'), 'xyERP', '星云ERP');
        await page.getByLabel(t('ui.discount.name')).fill('春季专享');
        const rate = (name: string) => page.getByLabel(t('ui.discount.rateOf', { name }));
        await rate('标准版').fill('78');
        await rate('增购用户').fill('90');
        await page.getByText('80%').first().waitFor();
        const refusal = page.getByText(/80(\.00)?%/).filter({ hasText: /246\.92/ });
        await refusal.waitFor();
        await checkAccess();
        await page.getByRole('button', { name: t('ui.discount.submitSpecial') }).waitFor();
        await rate('标准版').fill('85');
        await date(page, t('ui.discount.firstDay'), '20260310');
        await date(page, t('ui.discount.lastDay'), '20261231');
        await refusal.waitFor({ state: 'detached' });
        await page.getByText('8.5 折').first().waitFor();
        const net = page.getByLabel(t('ui.discount.netOf', { name: '标准版' }));
        expect(await net.inputValue()).toBe('10,493.82');
        await checkAccess();
        await page.getByRole('button', { name: t('ui.discount.submit'), exact: true }).click();
        await page.getByRole('heading', { level: 1, name: '春季专享' }).waitFor();
        await page.getByText(t('enum.ExclusiveDiscountStatus.SELLER_REVIEW')).first().waitFor();
        await checkAccess();
      }),
    );

    chapter(
      'is approved by the seller, who works in English and in the dark, and takes effect on its day',
      portal.story(async () => {
        const seller = await portal.as(reviewer, { language: 'en-US', theme: 'dark' });
        await seller.open('/review');
        await seller.page.getByRole('option', { name: new RegExp(CUSTOMER) }).click();
        const approve = seller.page.getByRole('button', { name: en('ui.review.approve') });
        await approve.waitFor();
        await seller.checkAccess();
        await approve.click();
        await seller.page
          .getByRole('button', { name: en('ui.undo') })
          .first()
          .waitFor();
        await portal.moveClock(new Date(portal.world.clock.now().getTime() + 10_000));
        await seller.page.getByText(en('ui.review.empty')).waitFor();
        await seller.checkAccess();

        const { page, open, checkAccess } = await portal.as(manager);
        await open('/discounts');
        const row = table(page).getByRole('row', { name: /春季专享/ });
        await row.getByText(t('enum.ExclusiveDiscountStatus.SCHEDULED')).waitFor();
        await portal.moveClock(new Date('2026-03-10T00:00:00+08:00'));
        await page.reload();
        await row.getByText(t('enum.ExclusiveDiscountStatus.EFFECTIVE')).waitFor();
        await row.getByText('8.51 折').waitFor();
        await checkAccess();
      }),
    );

    chapter('is read back by a program with a key', async () => {
      const { secret } = await owner.mutate(
        'apiKeyCreate',
        { name: 'ERP', role: 'CSP_DEVELOPER', scopes: ['READ'] },
        'secret',
      );
      const query = `{
      customers(first: 2, filter: { search: "szyqzn" }) { nodes { name status binding { status type } } }
      exclusiveDiscounts(first: 2) { nodes { name status netTotal { amount currency } lines { payRate } } }
    }`;
      const answer = await fetch(`${portal.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await answer.json()) as { data: unknown; errors: unknown };
      expect(errors).toBeUndefined();
      expect(data).toEqual({
        customers: {
          nodes: [
            { name: CUSTOMER, status: 'BOUND', binding: { status: 'BOUND', type: 'ADVISORY' } },
          ],
        },
        exclusiveDiscounts: {
          nodes: [
            {
              name: '春季专享',
              status: 'EFFECTIVE',
              netTotal: { amount: '10763.82', currency: 'CNY' },
              lines: [{ payRate: '0.85' }, { payRate: '0.9' }],
            },
          ],
        },
      });
    });
  });
});

/** Types a date into its year, month and day. */
async function date(page: Page, label: string, digits: string): Promise<void> {
  await page.getByRole('group', { name: label }).getByRole('spinbutton').first().click();
  await page.keyboard.type(digits);
}
