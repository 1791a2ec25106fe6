import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { describe, expect } from '@jest/globals';
import type { Cookie, Page } from 'playwright-core';
import { DAY } from '../../server/platform/clock.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { importCustomers } from '../../server/tools/admin/imports.ts';
import { createOperator } from '../../server/tools/admin/operators.ts';
import { choose } from '../kit/choose.ts';
import { mailedCode } from '../kit/consent.ts';
import { button, press } from '../kit/controls.ts';
import { modal } from '../kit/dialogs.ts';
import { enroll, fillSignIn, linkIn, setPassword, signIn, waitForPortal } from '../kit/entry.ts';
import { usePortal } from '../kit/portal.ts';
import { sizes } from '../kit/sizes.ts';
import type { Visit } from '../kit/visit.ts';
import { t } from '../kit/words.ts';

type Id = Parameters<typeof t>[0];

const OPERATOR = 'ops@market.example';
const SELLER = 'zhao@huaxin.example';
const PARTNER = 'lin@yunfan.example';
const BUYER = 'he@yunqi.example';
const CUSTOMER = '深圳云启智能科技有限公司';
const PRODUCT = '上云迁移服务';
const DISCOUNT = '首单优惠';
const CITIES = ['北京', '上海', '广州', '杭州', '成都', '武汉', '西安', '南京'];
const TRADES = ['机械', '食品', '物流', '软件', '医药', '农业', '纺织', '化工'];

/** Journey J1 of the specification, in real mode without a seed: people do every step in a browser. */
describe('the first deal of an installation', () => {
  const portal = usePortal({ demo: false });
  /** The session of each person, which continues in later windows. */
  const sessions = new Map<string, readonly Cookie[]>();
  let offer = '';

  const fill = (page: Page, id: Id, value: string) =>
    page
      .getByRole('dialog')
      .getByRole('textbox', { name: t(id), exact: true })
      .fill(value);

  /** Follows the mailed link to a first password and signs in. */
  async function join(mail: string, link: string, second = false): Promise<Visit> {
    const visit = await portal.visit();
    const { page, context } = visit;
    await setPassword(page, link);
    if (second) {
      await fillSignIn(page, portal.url, mail);
      await enroll(page, portal.url);
      await waitForPortal(page);
    } else await signIn(page, portal.url, mail);
    sessions.set(mail, await context.cookies());
    return visit;
  }
  async function as(mail: string): Promise<Visit> {
    const visit = await portal.visit();
    await visit.context.addCookies([...sessions.get(mail)!]);
    return visit;
  }
  const mailed = async (mail: string, about: RegExp): Promise<string> => {
    const found = (await portal.mailsTo(mail)).map(({ text }) => about.exec(text)?.[0]);
    return found.find(Boolean)!;
  };

  portal.inChapters(
    'from the first operator over an imported list of customers to a paid order',
    (chapter) => {
      chapter('the operator joins, and creates a seller and a partner of the program', async () => {
        // In real mode the portal reads the clock of its machine.
        portal.world.clock.moveTo(new Date());
        const said = await createOperator([OPERATOR, '--name', '许清扬'])(portal.app.deps);
        const { page, open } = await join(OPERATOR, linkIn(String(said)), true);
        for (const [kind, name, code, owner, mail] of [
          ['SELLER', '华芯软件', 'HUAXIN', '赵敏', SELLER],
          ['PARTNER', '云帆科技', 'YUNFAN', '林悦', PARTNER],
        ] as const) {
          await open('/organizations');
          await button(page, 'ui.organization.create').first().click();
          const dialog = page.getByRole('dialog');
          await dialog.locator('label', { hasText: t(`enum.OrganizationKind.${kind}`) }).click();
          await fill(page, 'ui.organization.name', name);
          await fill(page, 'ui.organization.code', code);
          await fill(page, 'ui.organization.ownerName', owner);
          await fill(page, 'ui.organization.ownerMail', mail);
          await press(page, 'ui.organization.createAndInvite');
          await dialog.waitFor({ state: 'detached' });
        }
        await open('/partners');
        await page
          .getByRole('button', { name: t('ui.partner.enroll') })
          .first()
          .click();
        await choose(page, t('ui.organization'), '云帆', '云帆科技');
        await page
          .getByRole('dialog')
          .getByRole('button', { name: t('ui.partner.enroll') })
          .click();
        await page.getByRole('row', { name: /云帆科技/ }).waitFor();
      });

      chapter(
        'the seller joins, lists a service and authorizes all partners to sell it',
        async () => {
          const link = await mailed(SELLER, /https?:\S+set-password\?token=[\w-]+/);
          const { page, open } = await join(SELLER, link);
          await open('/products/new');
          const box = (id: Id) => page.getByRole('textbox', { name: t(id), exact: true });
          await box('ui.product.name').fill(PRODUCT);
          await page.getByRole('button', { name: t('ui.product.type') }).click();
          await page.getByRole('option', { name: t('enum.ProductType.MANUAL_SERVICE') }).click();
          await page.locator('label', { hasText: t('ui.product.template.STANDARD') }).click();
          await box('ui.product.deliveryDays').fill('20');
          await box('ui.product.specCode').fill('MIG');
          await box('ui.product.specName').fill('十套系统');
          await box('ui.discount.listPrice').fill('168000');
          await box('ui.product.maxShare').fill('25');
          await box('ui.product.standardShare').fill('12');
          await box('ui.discount.floor').fill('80');
          await press(page, 'ui.product.checkAndPublish');
          await modal(page)
            .getByRole('button', { name: t('ui.product.publish') })
            .click();
          await page.getByText(/20 个自然日/).waitFor();

          await open('/authorizations');
          await page
            .getByRole('button', { name: t('ui.authorization.create') })
            .first()
            .click();
          await choose(page, t('ui.product'), '迁移', PRODUCT);
          const dialog = page.getByRole('dialog');
          await dialog.locator('label', { hasText: t('ui.authorization.level.PRODUCT') }).click();
          await fill(page, 'ui.product.share', '12');
          await fill(page, 'ui.authorization.floorPayRate', '80');
          await dialog.getByRole('button', { name: t('ui.authorization.create') }).click();
          await dialog.waitFor({ state: 'detached' });
          await page.getByRole('row', { name: new RegExp(PRODUCT) }).waitFor();
        },
      );

      chapter(
        'the partner’s customers are loaded from a file, good rows whatever the others are',
        async () => {
          const folder = await mkdtemp(pathOf(tmpdir(), 'first-deal-'));
          const file = pathOf(folder, 'customers.csv');
          const rows = Array.from({ length: sizes.importedCustomers - 1 }, (_, i) => {
            const name = `${CITIES[i % 8]}${TRADES[Math.floor(i / 8) % 8]}第${i}有限公司`;
            return `${name},account-${i},contact-${i}@customers.example`;
          });
          rows.splice(rows.length / 2, 0, `${CUSTOMER},yunqi01,${BUYER}`, 'No key,,');
          await writeFile(file, ['name,cloud_account,contact_mail', ...rows].join('\n'));
          const load = importCustomers([file, '--partner', 'YUNFAN', '--contacts', 'on-file']);
          await expect(load(portal.app.deps)).rejects.toThrow(
            new RegExp(
              `^${sizes.importedCustomers} customers of 云帆科技 are new.*\\n1 lines were left out`,
            ),
          );
          await rm(folder, { recursive: true });
        },
      );

      chapter(
        'the partner joins, finds one by its initials and invites it; the customer accepts by link and code',
        async () => {
          const link = await mailed(PARTNER, /https?:\S+set-password\?token=[\w-]+/);
          const { page } = await join(PARTNER, link);
          await page
            .getByRole('navigation', { name: t('ui.shell.nav') })
            .getByRole('link', { name: t('ui.nav.customers'), exact: true })
            .click();
          await page.getByRole('searchbox', { name: t('ui.list.search') }).fill('szyqzn');
          await page.getByText(/共 1 条/).waitFor();
          await page.getByRole('table').getByRole('link', { name: CUSTOMER }).click();
          await page.getByRole('heading', { level: 1, name: CUSTOMER }).waitFor();
          await press(page, 'ui.binding.invite.one');
          await fill(page, 'ui.binding.invite.mail', BUYER);
          await fill(page, 'ui.binding.invite.note', '期待与贵司合作');
          await press(page, 'ui.binding.invite.submit');
          await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();
          await press(page, 'ui.done');
          await page.getByText(t('enum.CustomerStatus.INVITED')).first().waitFor();

          const [mail] = await portal.mailsTo(BUYER);
          expect(mail!.text).toContain('期待与贵司合作');
          const buyer = await portal.visit();
          await buyer.page.goto(/https?:\S+\/buyer\/bindings\/[\w-]+/.exec(mail!.text)![0]);
          await buyer.page
            .getByText(t('ui.buyer.agreement.accept', { customer: CUSTOMER }))
            .click();
          await press(buyer.page, 'ui.buyer.invite.next');
          const [binding] = await portal.world.rows<{ id: string }>(
            sql`select id from partner_binding`,
          );
          const box = buyer.page.getByLabel(t('ui.buyer.code.label'));
          await box.waitFor();
          const code = await mailedCode(portal.world, { id: `bnd_${binding!.id}`, to: BUYER });
          // As pasted from a mail.
          await box.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
          await press(buyer.page, 'ui.buyer.code.submit');
          await buyer.page
            .getByRole('heading', {
              name: t('ui.buyer.state.BOUND.title', { partner: '云帆科技' }),
            })
            .waitFor();

          await page.reload();
          await page.getByText(t('enum.CustomerStatus.BOUND')).first().waitFor();
          await page.getByText('yunqi01').first().waitFor();
        },
      );

      chapter(
        'a discount below the floor is told the floor; within it the seller approves it, and it takes effect on its day',
        async () => {
          const { page, open } = await as(PARTNER);
          await open('/discounts/new');
          await choose(page, t('ui.customer'), '云启', CUSTOMER);
          await choose(page, t('ui.product'), '迁移', PRODUCT);
          await page.getByLabel(t('ui.discount.name')).fill(DISCOUNT);
          const rate = page.getByLabel(t('ui.discount.rateOf', { name: '十套系统' }));
          await rate.fill('78');
          const refusal = page.getByText(
            t('ui.discount.belowFloor', { rate: '80%', amount: '3,360.00' }),
          );
          await refusal.waitFor();
          await button(page, 'ui.discount.submitSpecial').waitFor();
          await rate.fill('90');
          await refusal.waitFor({ state: 'detached' });
          await page.getByText('9 折').first().waitFor();
          const net = page.getByLabel(t('ui.discount.netOf', { name: '十套系统' }));
          expect(await net.inputValue()).toBe('151,200.00');
          await press(page, 'ui.discount.submit');
          await page.getByRole('heading', { level: 1, name: DISCOUNT }).waitFor();
          await page.getByText(t('enum.ExclusiveDiscountStatus.SELLER_REVIEW')).first().waitFor();

          const seller = await as(SELLER);
          await seller.open('/review');
          await seller.page.getByRole('option', { name: new RegExp(CUSTOMER) }).click();
          await seller.page.getByRole('button', { name: t('ui.review.approve') }).click();
          await seller.page
            .getByRole('button', { name: t('ui.undo') })
            .first()
            .waitFor();
          await portal.moveClock(new Date(portal.world.clock.now().getTime() + 10_000));
          await seller.page.getByText(t('ui.review.empty')).waitFor();

          await page.reload();
          await page.getByText(t('enum.ExclusiveDiscountStatus.SCHEDULED')).first().waitFor();
          await portal.moveClock(new Date(portal.world.clock.now().getTime() + DAY));
          await page.reload();
          await page.getByText(t('enum.ExclusiveDiscountStatus.EFFECTIVE')).first().waitFor();
          offer = (await page.getByText(/^https?:\S+\/offers\//).textContent())!;
        },
      );

      chapter(
        'the private link shows the customer its price, and nothing of floor or share; it orders there and pays',
        async () => {
          const { page, checkAccess } = await portal.visit();
          await page.goto(offer);
          await page.getByRole('heading', { level: 1, name: DISCOUNT }).waitFor();
          await page.getByText('¥151,200.00').first().waitFor();
          const words = await page.getByRole('main').textContent();
          for (const hidden of [t('ui.discount.floor'), t('ui.product.share'), '80%', '12%'])
            expect(words).not.toContain(hidden);
          await checkAccess();
          await button(page, 'ui.checkout.title').last().click();
          await page.getByRole('heading', { level: 1, name: t('ui.checkout.title') }).waitFor();
          await page.getByText('¥151,200.00').last().waitFor();
          await page.getByRole('checkbox').check({ force: true });
          await press(page, 'ui.checkout.place');
          await page.getByText(t('enum.OrderStatus.PENDING_PAYMENT')).first().waitFor();
          await page.getByRole('button', { name: /^确认付款/ }).click();
          await page.getByText(t('enum.OrderStatus.PROCESSING')).first().waitFor();
          await checkAccess();

          const partner = await as(PARTNER);
          await partner.open('/orders');
          const row = partner.page.getByRole('row', { name: new RegExp(CUSTOMER) });
          await row.getByText(t('enum.OrderAttribution.DISCOUNT')).waitFor();
          await row.getByText(t('enum.OrderStatus.PROCESSING')).waitFor();
        },
      );
    },
  );
});
