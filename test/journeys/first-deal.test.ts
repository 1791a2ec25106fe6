import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { describe, expect } from '@jest/globals';
import type { Cookie, Page } from 'playwright-core';
import { DAY } from '../../server/platform/clock.ts';
import { importCustomers } from '../../server/tools/admin/imports.ts';
import { createOperator } from '../../server/tools/admin/operators.ts';
import { story } from '../kit/chapters.ts';
import { choose } from '../kit/choose.ts';
import {
  accept,
  confirmRequirement,
  SOW,
  submitDelivery,
  submitRequirement,
  upload,
  waitForState,
} from '../kit/delivery.ts';
import { modal } from '../kit/dialogs.ts';
import { enroll, fillSignIn, linkIn, setPassword, signIn, waitForPortal } from '../kit/entry.ts';
import { usePortal } from '../kit/portal.ts';
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

/** An installation in real mode without a seed: people do every step in a browser. */
describe('the first deal of an installation', () => {
  const portal = usePortal({ demo: false });
  /** The session of each person, which continues in later windows. */
  const sessions = new Map<string, readonly Cookie[]>();
  let offer = '';

  const button = (page: Page, id: Id) => page.getByRole('button', { name: t(id), exact: true });
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

  /** Opens the buyer's delivery by the mailed link of its order. */
  async function asBuyer(): Promise<Visit> {
    const visit = await portal.visit();
    await visit.page.goto(await mailed(BUYER, /https?:\S+\/buyer\/orders\/[\w-]+/));
    await button(visit.page, 'ui.nav.supervisions').click();
    await visit.page
      .getByRole('main')
      .getByRole('button', { name: new RegExp(PRODUCT) })
      .click();
    await visit.page.getByRole('heading', { level: 1, name: PRODUCT }).waitFor();
    return visit;
  }
  /** Opens the delivery from the list of all deliveries. */
  async function openDelivery({ page, open }: Visit): Promise<void> {
    await open('/supervisions');
    await page
      .getByRole('button', { name: new RegExp(`^${t('ui.all')}`) })
      .first()
      .click();
    await page.getByRole('link', { name: new RegExp(PRODUCT) }).click();
    await page.getByRole('heading', { level: 1, name: new RegExp(PRODUCT) }).waitFor();
  }

  story(
    'from the first operator to a service that is delivered, accepted and completed',
    (chapter) => {
      chapter(
        'the operator joins, and creates a seller and a partner of the program',
        portal.story(async () => {
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
            await button(page, 'ui.organization.createAndInvite').click();
            await dialog.waitFor({ state: 'detached' });
          }
          await open('/partners');
          await button(page, 'ui.partner.enroll').first().click();
          await choose(page, t('ui.organization'), '云帆', '云帆科技');
          await page
            .getByRole('dialog')
            .getByRole('button', { name: t('ui.partner.enroll') })
            .click();
          await page.getByRole('row', { name: /云帆科技/ }).waitFor();
        }),
      );

      chapter(
        'the seller joins, lists a service and authorizes all partners to sell it',
        portal.story(async () => {
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
          await button(page, 'ui.product.checkAndPublish').click();
          await modal(page)
            .getByRole('button', { name: t('ui.product.publish') })
            .click();
          await page.getByText(/20 个自然日/).waitFor();

          await open('/authorizations');
          await button(page, 'ui.authorization.create').first().click();
          await choose(page, t('ui.product'), '迁移', PRODUCT);
          const dialog = page.getByRole('dialog');
          await dialog.locator('label', { hasText: t('ui.authorization.level.PRODUCT') }).click();
          await fill(page, 'ui.product.share', '12');
          await fill(page, 'ui.authorization.floorPayRate', '80');
          await dialog.getByRole('button', { name: t('ui.authorization.create') }).click();
          await dialog.waitFor({ state: 'detached' });
          await page.getByRole('row', { name: new RegExp(PRODUCT) }).waitFor();
        }),
      );

      chapter(
        'the partner joins and invites a customer, who accepts; the operator verifies',
        portal.story(async () => {
          const link = await mailed(PARTNER, /https?:\S+set-password\?token=[\w-]+/);
          const { page, open } = await join(PARTNER, link);
          await open('/customers');
          await button(page, 'ui.binding.invite.action').first().click();
          await fill(page, 'ui.customer.name', CUSTOMER);
          await fill(page, 'ui.customer.cloudAccount', 'yunqi01');
          await fill(page, 'ui.binding.invite.mail', BUYER);
          await button(page, 'ui.binding.invite.submit').click();
          await page.getByRole('dialog', { name: t('ui.binding.invite.sentTitle') }).waitFor();

          const buyer = await portal.visit();
          await buyer.page.goto(await mailed(BUYER, /https?:\S+\/buyer\/bindings\/[\w-]+/));
          await buyer.page
            .getByText(t('ui.buyer.agreement.accept', { customer: CUSTOMER }))
            .click();
          await button(buyer.page, 'ui.binding.step.accept.action').click();
          await button(buyer.page, 'ui.binding.step.accept.confirm').click();
          await buyer.page
            .getByRole('heading', { name: t('ui.buyer.state.PROVISIONAL.title') })
            .waitFor();

          const operator = await as(OPERATOR);
          await operator.open('/customers');
          await operator.page.getByRole('link', { name: CUSTOMER }).click();
          await button(operator.page, 'ui.binding.step.confirm.action').first().click();
          const question = modal(operator.page);
          await question.getByRole('textbox').fill('已电话核实');
          await question
            .getByRole('button', { name: t('ui.binding.step.confirm.confirm') })
            .click();
          await question.waitFor({ state: 'detached' });
          await operator.page.getByText(t('enum.CustomerStatus.BOUND')).first().waitFor();
          // Mails about orders go to the contact on file only, which operations record.
          const folder = await mkdtemp(pathOf(tmpdir(), 'first-deal-'));
          const file = pathOf(folder, 'customers.csv');
          await writeFile(file, `name,cloud_account,contact_mail\n${CUSTOMER},yunqi01,${BUYER}\n`);
          const load = importCustomers([file, '--partner', 'YUNFAN', '--contacts', 'on-file']);
          expect(await load(portal.app.deps)).toMatch(/^0 customers .* 1 were brought up to date/);
          await rm(folder, { recursive: true });
        }),
      );

      chapter(
        'the partner offers a discount, the seller approves it, and it takes effect on its day',
        portal.story(async () => {
          const { page, open } = await as(PARTNER);
          await open('/discounts/new');
          await choose(page, t('ui.customer'), '云启', CUSTOMER);
          await choose(page, t('ui.product'), '迁移', PRODUCT);
          await page.getByLabel(t('ui.discount.name')).fill(DISCOUNT);
          await page.getByLabel(t('ui.discount.rateOf', { name: '十套系统' })).fill('90');
          await button(page, 'ui.discount.submit').click();
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

          await portal.moveClock(new Date(portal.world.clock.now().getTime() + DAY));
          await page.reload();
          await page.getByText(t('enum.ExclusiveDiscountStatus.EFFECTIVE')).first().waitFor();
          offer = (await page.getByText(/^https?:\S+\/offers\//).textContent())!;
        }),
      );

      chapter(
        'the customer opens the private link: its price, and nothing of floor or share',
        portal.story(async () => {
          const { page, checkAccess } = await portal.visit();
          await page.goto(offer);
          await page.getByRole('heading', { level: 1, name: DISCOUNT }).waitFor();
          await page.getByText('¥151,200.00').first().waitFor();
          const words = await page.getByRole('main').textContent();
          for (const hidden of [t('ui.discount.floor'), t('ui.product.share'), '80%', '12%'])
            expect(words).not.toContain(hidden);
          await checkAccess();
        }),
      );

      chapter(
        'the customer orders by the link and confirms the payment; the delivery is supervised',
        portal.story(async () => {
          const { page, checkAccess } = await portal.visit();
          await page.goto(offer);
          await button(page, 'ui.checkout.title').last().click();
          await page.getByRole('heading', { level: 1, name: t('ui.checkout.title') }).waitFor();
          await page.getByText('¥151,200.00').last().waitFor();
          await page.getByRole('checkbox').check({ force: true });
          await page.getByRole('button', { name: t('ui.checkout.place') }).click();
          await page.getByText(t('enum.OrderStatus.PENDING_PAYMENT')).first().waitFor();
          await page.getByRole('button', { name: /^确认付款/ }).click();
          await page.getByText(t('enum.OrderStatus.PROCESSING')).first().waitFor();
          await checkAccess();

          const partner = await as(PARTNER);
          await partner.open('/orders');
          const row = partner.page.getByRole('row', { name: new RegExp(CUSTOMER) });
          await row.getByText(t('enum.OrderAttribution.DISCOUNT')).waitFor();
          await row.getByText(t('enum.OrderStatus.PROCESSING')).waitFor();
        }),
      );

      chapter(
        'the customer follows the mail about its order and submits the requirement',
        portal.story(async () => {
          const { page, checkAccess } = await asBuyer();
          await page.getByText(t('ui.supervision.yourTurn')).first().waitFor();
          await submitRequirement(page, '迁移需求说明书.pdf');
          await checkAccess();
        }),
      );

      chapter(
        'the seller confirms it in its queue and delivers; the partner sees the delivery',
        portal.story(async () => {
          const { page, open, checkAccess } = await as(SELLER);
          await open('/deliveries');
          await page
            .getByRole('listbox')
            .getByRole('option', { name: new RegExp(PRODUCT) })
            .waitFor();
          await confirmRequirement(page);
          await upload(page, SOW, '需求确认书.pdf');
          await submitDelivery(page, '验收文档.pdf');
          await checkAccess();

          const partner = await as(PARTNER);
          await openDelivery(partner);
          await waitForState(partner.page, 'enum.SupervisionStatus.AWAIT_ACCEPTANCE');
          await partner.page.getByText('验收文档.pdf').first().waitFor();
        }),
      );

      chapter(
        'the customer accepts: the order and its line are complete for each party',
        portal.story(async () => {
          const { page, checkAccess } = await asBuyer();
          await accept(page);
          await checkAccess();
          await page.getByRole('button', { name: /^ORD-/ }).click();
          await page.getByRole('heading', { level: 1, name: /^ORD-/ }).waitFor();
          await waitForState(page, 'enum.OrderStatus.COMPLETED');
          const processing = t('enum.OrderStatus.PROCESSING');
          expect(await page.getByRole('main').textContent()).not.toContain(processing);

          const partner = await as(PARTNER);
          await openDelivery(partner);
          await waitForState(partner.page, 'enum.SupervisionStatus.COMPLETED');
          await partner.page.getByText(/哈希链完整/).waitFor();
          await partner.page.getByRole('link', { name: /^ORD-/ }).first().click();
          await partner.page.getByRole('heading', { level: 1, name: /^ORD-/ }).waitFor();
          const seller = await as(SELLER);
          await seller.open(new URL(partner.page.url()).pathname);
          for (const visit of [partner, seller]) {
            await waitForState(visit.page, 'enum.OrderStatus.COMPLETED');
            const lines = visit.page.getByRole('table', { name: t('ui.order.lines') });
            await lines
              .getByRole('list', { name: t('ui.order.journey', { line: PRODUCT }) })
              .getByRole('listitem')
              .filter({ hasText: t('ui.order.journey.ACCEPTED') })
              .getByRole('img', { name: t('ui.step.done') })
              .waitFor();
            // A line shows its state only if it differs from the order's.
            expect(await lines.textContent()).not.toContain(processing);
          }
          await seller.open('/deliveries');
          await seller.page.getByText(t('ui.deliveries.empty')).waitFor();
          await openDelivery(seller);
          await waitForState(seller.page, 'enum.SupervisionStatus.COMPLETED');
        }),
      );
    },
  );
});
