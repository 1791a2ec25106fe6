import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { bound, customerOf } from '../api/bindings/fixtures.ts';
import { day, listed } from '../api/discounts/stage.ts';
import { press } from '../kit/controls.ts';
import { intercept } from '../kit/intercept.ts';
import { type Portal, usePortal } from '../kit/portal.ts';
import { LONG } from '../kit/sizes.ts';
import { filesIn, isSource, isTest, read } from '../kit/source.ts';
import { type MessageId, t } from '../kit/words.ts';
import type { Caller, Organization } from '../kit/world.ts';

const PAUSES = [0, 100, 400];
/**
 * Delay of the network, and delay between the last key and the confirmation, in milliseconds. In the short form, the
 * answer is there at the confirmation, the search is under way, and it is not sent yet.
 */
const DELAYS = LONG
  ? [0, 400].flatMap((network) => PAUSES.map((pause) => [network, pause] as const))
  : ([
      [0, 400],
      [400, 400],
      [400, 0],
    ] as const);

/** Of each type, the expected record and one that precedes it in lists. */
const CUSTOMER = ['合肥中科汇云物流有限公司', '万信联合'] as const;
const PROSPECT = ['南京长江汇通航运公司', '保利远洋'] as const;
const PRODUCT = ['星云数据库集群企业版', '安全网关'] as const;
const PARTNER = ['北辰云帆数据科技公司', '三达科技'] as const;
const DISTRIBUTOR = ['海东联合总经销商公司', '博达总经销'] as const;
const COMPANY = ['青岛海岳软件服务公司', '宝山电子'] as const;
const SELLER = ['苏州云帆软件技术公司', '申海软件'] as const;
const DISCOUNT = ['年度续约专属优惠方案', '春季拓新'] as const;

/** A picker that searches on the server, with its page and viewer. */
interface Place {
  readonly who: 'manager' | 'seller' | 'operator';
  readonly path: string;
  readonly kind: 'box' | 'chip' | 'palette';
  readonly label: string;
  readonly meant: string;
  readonly decoy: string;
  /** Buttons and texts to press, which open the picker on the page. */
  readonly reach: readonly string[];
}
type Records = readonly [meant: string, decoy: string];

const place =
  (kind: Place['kind']) =>
  (
    who: Place['who'],
    path: string,
    label: MessageId,
    [meant, decoy]: Records,
    ...reach: readonly MessageId[]
  ): Place => ({ who, path, kind, label: t(label), meant, decoy, reach: reach.map((id) => t(id)) });
const box = place('box');
const chip = place('chip');
const palette = place('palette');

/** Files whose search text filters a list on the page. */
const LISTS = ['portal/features/orders/buyer/BuyerCheckout.tsx'];

/** The pickers by file: one for each document with a search text. */
const PICKERS: Readonly<Record<string, readonly Place[]>> = {
  'portal/domain/CustomerPicker.tsx': [box('manager', '/discounts/new', 'ui.customer', CUSTOMER)],
  'portal/domain/ProductPicker.tsx': [box('manager', '/discounts/new', 'ui.product', PRODUCT)],
  'portal/domain/PartnerPicker.tsx': [
    box('seller', '/authorizations/joint', 'ui.partner', PARTNER, 'ui.authorization.grantDirectly'),
  ],
  'portal/domain/binding/CustomerChoiceFields.tsx': [
    box(
      'manager',
      '/customers',
      'ui.customer',
      PROSPECT,
      'ui.binding.invite.action',
      'ui.binding.who.known',
    ),
  ],
  'portal/features/catalog/listing/SellerPicker.tsx': [
    box('operator', '/products/new', 'ui.seller', SELLER),
  ],
  'portal/features/integrations/account/OrganizationPicker.tsx': [
    box('operator', '/upstream', 'ui.organization', PARTNER, 'ui.upstream.connect'),
  ],
  'portal/features/partners/EnrollDialog.tsx': [
    box('operator', '/partners', 'ui.organization', COMPANY, 'ui.partner.enroll'),
  ],
  'portal/features/partners/PlaceFields.tsx': [
    box(
      'operator',
      '/partners',
      'ui.partner.parent',
      DISTRIBUTOR,
      'ui.partner.enroll',
      'ui.partner.tierText.SUB_DISTRIBUTOR',
    ),
  ],
  'portal/list/RecordChip.tsx': [
    chip('operator', '/orders', 'ui.customer', CUSTOMER),
    chip('manager', '/discounts', 'ui.product', PRODUCT),
    chip('operator', '/orders', 'ui.partner', PARTNER),
    chip('manager', '/orders', 'ui.discount', DISCOUNT),
    chip('operator', '/products', 'ui.seller', SELLER),
    chip('operator', '/upstream/accounts', 'ui.organization', PARTNER),
  ],
  'portal/features/search/useHits.ts': [
    palette('seller', '/products', 'ui.palette.label', PRODUCT),
  ],
};

/** Pickers to walk through: all, or in the short form the first of each kind, because pickers of a kind are one component. */
const WALKED = Object.values(PICKERS)
  .flat()
  .filter((place, at, all) => LONG || all.findIndex(({ kind }) => kind === place.kind) === at);

/** Documents of a file with a variable for a search text. */
const searches = (path: string): number =>
  read(path).match(/\$(?:search|text|q): String/g)?.length ?? 0;

describe('pickers', () => {
  const portal = usePortal();
  let members: Record<Place['who'], Caller>;
  beforeAll(async () => {
    members = await setScene(portal);
  });

  it('are all in the list of this test', () => {
    const asking = filesIn('portal')
      .filter((path) => isSource(path) && !isTest(path) && searches(path) > 0)
      .filter((path) => !LISTS.includes(path))
      .map((path) => [path, searches(path)]);
    const walked = Object.entries(PICKERS).map(([path, places]) => [path, places.length]);
    expect(asking.sort()).toEqual(walked.sort());
  });

  portal.it(
    'choose the typed record, however early the confirmation and however slow the network',
    async () => {
      const ofMembers = [...Map.groupBy(WALKED, ({ who }) => who)];
      const all = await Promise.all(
        ofMembers.map(([who, places]) => walk(portal, members[who], places)),
      );
      expect(all.flat().filter((line) => !line.endsWith(': right'))).toEqual([]);
      expect(all.flat()).toHaveLength(WALKED.length * DELAYS.length);
    },
  );

  portal.it(
    'have no value while a name is edited, choose none of several unseen, and wait on blur too',
    async () => {
      const { page, open, checkAccess } = await portal.as(members.manager);
      const network = await slowSearches(page);
      await open('/discounts/new');
      const customer = page.getByRole('combobox', { name: t('ui.customer') });
      const product = page.getByRole('combobox', { name: t('ui.product') });
      const isClosed = (box: Locator) => box.and(page.locator('[aria-expanded=false]')).waitFor();
      await product.fill(PRODUCT[0]);
      await product.press('Enter');
      await isClosed(product);
      const rate = page.getByLabel(t('ui.discount.rateOf', { name: '标准版' }));
      await rate.fill('90');
      // A typing error in the product's name deletes no price.
      await product.click();
      await page.keyboard.type('x');
      await rate.waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      expect(await product.inputValue()).toBe(PRODUCT[0]);
      await rate.waitFor();
      expect(await rate.inputValue()).toBe('90.00');

      // Both names contain it.
      await customer.fill('合');
      await customer.press('Enter');
      await customer.and(page.locator('[aria-activedescendant]')).waitFor();
      expect(await customer.inputValue()).toBe('合');
      await customer.press('Enter');
      await isClosed(customer);
      // The first of them, by name.
      expect(await customer.inputValue()).toBe(CUSTOMER[1]);
      await checkAccess();

      const held = Promise.withResolvers<void>();
      network.hold(held.promise);
      await customer.fill('合肥');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.waitForFunction(
        (text) => document.activeElement?.getAttribute('value') !== text,
        '合肥',
      );
      held.resolve();
      await page.waitForFunction(
        (name) => [...document.querySelectorAll('input')].some(({ value }) => value === name),
        CUSTOMER[0],
      );
      await page.keyboard.press('Escape');
      await press(page, 'ui.discount.saveDraft');
      await page.getByText(t('ui.form.required')).first().waitFor();
      expect(await customer.getAttribute('aria-invalid')).toBeNull();
    },
  );
});

/** One member's walk through some pickers; one line per confirmation. */
async function walk(portal: Portal, member: Caller, places: readonly Place[]): Promise<string[]> {
  const { page, open } = await portal.as(member);
  const lines: string[] = [];
  for (const place of places) {
    const network = await slowSearches(page);
    const held = Promise.withResolvers<void>();
    network.hold(held.promise);
    await open(place.path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const [step, text] of place.reach.entries())
      if (step === 0) await page.getByRole('button', { name: text, exact: true }).first().click();
      else await page.getByText(text).click();
    const picker = await { box: boxOf, chip: chipOf, palette: paletteOf }[place.kind](page, place);
    if (place.kind !== 'palette') await page.getByText(t('ui.searching')).waitFor();
    held.resolve();
    let letters = 2;
    for (const [delay, pause] of DELAYS) {
      await picker.reset();
      network.hold(delay);
      // A different text each time, because the portal caches answers.
      const text = place.meant.slice(0, letters++);
      await picker.confirm(text, pause);
      const got = await picker.taken();
      const right = got === place.meant;
      lines.push(`${place.label}, ${delay} + ${pause} ms: ${right ? 'right' : `${text} → ${got}`}`);
    }
    await page.unrouteAll();
  }
  return lines;
}

interface Picker {
  /** The full list is shown, as before the first key. */
  reset(): Promise<void>;
  /** Types, waits, and confirms by keyboard. */
  confirm(text: string, pause: number): Promise<void>;
  /** Name of the chosen record. */
  taken(): Promise<string | null>;
}

async function boxOf(page: Page, { label, decoy, meant }: Place): Promise<Picker> {
  const input = page.getByRole('combobox', { name: label });
  await input.click();
  return {
    async reset() {
      await input.fill('');
      await available(page, decoy).waitFor();
      // An arrow key would choose another one now.
      expect(await page.getByRole('option').first().textContent()).not.toContain(meant);
    },
    async confirm(text, pause) {
      await page.keyboard.type(text);
      await page.waitForTimeout(pause);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    },
    async taken() {
      // The list closes only after a choice.
      await input.and(page.locator('[aria-expanded=false]')).waitFor();
      return await input.inputValue();
    },
  };
}

async function chipOf(page: Page, { label, decoy }: Place): Promise<Picker> {
  const open = page.getByRole('button', { name: new RegExp(`^${label}(:|$)`) });
  const dialog = page.getByRole('dialog', { name: label });
  const input = dialog.getByRole('searchbox');
  const picked = dialog.locator('[role=option][aria-selected=true]');
  await open.click();
  return {
    async reset() {
      await input.fill('');
      await available(page, decoy).waitFor();
      for (const one of await picked.all()) await one.click();
      await picked.first().waitFor({ state: 'detached' });
    },
    async confirm(text, pause) {
      await input.focus();
      await page.keyboard.type(text);
      await page.waitForTimeout(pause);
      // A click on the first row, whichever record it holds, and Enter.
      const { x, y } = (await dialog.getByRole('listbox').boundingBox())!;
      await page.mouse.click(x + 40, y + 20);
      await input.press('Enter');
    },
    async taken() {
      await picked.first().waitFor();
      const names = await picked.allInnerTexts();
      return names.join(' / ');
    },
  };
}

async function paletteOf(page: Page, { label, decoy, meant }: Place): Promise<Picker> {
  const input = page.getByRole('combobox', { name: label });
  return {
    async reset() {
      await page.keyboard.press('Control+k');
      await input.fill(decoy);
      await available(page, decoy).waitFor();
      await input.fill('');
    },
    async confirm(text, pause) {
      await page.keyboard.type(text);
      await page.waitForTimeout(pause);
      await page.keyboard.press('Enter');
    },
    async taken() {
      await input.waitFor({ state: 'detached' });
      const opened = new RegExp(`^(${meant}|${decoy})$`);
      return await page.getByRole('heading', { level: 2, name: opened }).textContent();
    },
  };
}

const available = (page: Page, name: string): Locator =>
  page.locator('[role=option]:not([aria-disabled=true])', { hasText: name }).first();

/** From now on search requests are delayed, or wait for a signal. */
async function slowSearches(page: Page) {
  let wait: number | Promise<void> = 0;
  await intercept(page, '**/graphql', async (route) => {
    const { variables = {} } = route.request().postDataJSON() as { variables?: object };
    if ('search' in variables || 'text' in variables)
      await (typeof wait === 'number' ? setTimeout(wait) : wait);
    await route.fallback();
  });
  return {
    hold(what: number | Promise<void>) {
      wait = what;
    },
  };
}

/** Both records of each type, the decoy first. */
async function setScene({ world }: Portal): Promise<Record<Place['who'], Caller>> {
  const site = await world.organization('OPERATOR', '云商店');
  const operator = await world.member(site, 'operator', '孙正');
  const enrolled = async (name: string, tier = 'SOLUTION_PROVIDER'): Promise<Organization> => {
    const org = await world.organization('PARTNER', name);
    await operator.mutate('partnerEnroll', { organizationId: `org_${org.id}`, tier });
    return org;
  };
  const partner = await enrolled(PARTNER[1]);
  await enrolled(PARTNER[0]);
  for (const name of DISTRIBUTOR.toReversed()) await enrolled(name, 'DISTRIBUTOR');
  for (const name of COMPANY) await world.organization('PARTNER', name);
  // In order of creation the expected seller is the second of three, so it is first in no direction.
  for (const name of SELLER.toReversed()) {
    await world.organization('SELLER', name);
    world.clock.advance(1);
  }
  const manager = await world.member(partner, 'csp.manager', '李明');
  const seller = await world.member(
    await world.organization('SELLER', '华芯软件'),
    'seller.manager',
    '赵敏',
  );
  const customerIds: string[] = [];
  for (const name of CUSTOMER.toReversed()) {
    customerIds.push(await customerOf(world, name, [partner]));
    await bound(world, manager, customerIds.at(-1)!);
  }
  for (const name of PROSPECT.toReversed())
    await manager.mutate('partnerBindingPreRegister', {
      customerId: await customerOf(world, name, [partner]),
    });
  const goods = await listed(seller, PRODUCT[1]);
  await listed(seller, PRODUCT[0]);
  for (const name of DISCOUNT.toReversed())
    await manager.mutate('exclusiveDiscountCreate', {
      name,
      customerId: customerIds[0],
      productId: goods.productId,
      lines: [{ specificationId: goods.specifications[0], payRate: '0.85' }],
      validFrom: day('10'),
      validUntil: day('31'),
    });
  return { manager, seller, operator };
}
