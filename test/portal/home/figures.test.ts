import { beforeAll, describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import type { Page } from 'playwright-core';
import { DAY } from '../../../server/platform/clock.ts';
import type { Role } from '../../../server/platform/viewer.ts';
import { bound, customerOf } from '../../api/bindings/fixtures.ts';
import { listed, type Stage, setStage, submitted } from '../../api/discounts/stage.ts';
import { notices } from '../../api/invoices/notices.ts';
import { noon, ordered, refunded } from '../../api/orders/deals.ts';
import { certified } from '../../api/settlement/bills.ts';
import { usePortal } from '../../kit/portal.ts';
import { LONG } from '../../kit/sizes.ts';
import { t } from '../../kit/words.ts';
import type { Caller } from '../../kit/world.ts';

/** A figure with its values, and those of the rows that its link opens. */
interface Found {
  readonly label: string;
  readonly shown: readonly string[];
  readonly there: readonly string[];
}

/** Connections of the API that the pages behind figures list: by operation, with their sums. */
const LISTED: Readonly<Record<string, readonly [root: string, input: string, sums?: string]>> = {
  OrderList: ['orders', 'OrderFilter', 'listTotal dealTotal'],
  BillList: ['settlementBills', 'SettlementBillFilter', 'gross'],
  InvoiceList: ['invoices', 'InvoiceFilter', 'gross'],
  DiscountList: ['exclusiveDiscounts', 'ExclusiveDiscountFilter', 'netTotal'],
  DemandList: ['customerDemands', 'CustomerDemandFilter', 'expectedAmount'],
  SupervisionList: ['supervisions', 'SupervisionFilter', 'dealPrice'],
  PaymentQueue: ['paymentAuthorizations', 'PaymentAuthorizationFilter', 'amount'],
  AppealDesk: ['appeals', 'AppealFilter', 'cash'],
  EarnedLines: ['orderLines', 'OrderLineFilter', 'settlementAmount'],
  CustomerList: ['customers', 'CustomerFilter'],
  BindingList: ['partnerBindings', 'PartnerBindingFilter'],
  CspList: ['cspAuthorizations', 'CspAuthorizationFilter'],
  JointList: ['jointSalesAuthorizations', 'JointSalesAuthorizationFilter'],
  KeyList: ['apiKeys', 'ApiKeyFilter'],
};

type Home = readonly [role: string, view: string, least: number];

/** Homes with the number of their figures: one of each console and view. The other roles see parts of them. */
const OFTEN: readonly Home[] = [
  ['manager', '', 4],
  ['csp.owner', '?view=money', 6],
  ['seller.manager', '', 5],
  ['operator', '', 4],
];
const SELDOM: readonly Home[] = [
  ['csp.rep', '', 3],
  ['csp.finance', '', 6],
  ['csp.auditor', '', 6],
  ['csp.service', '', 4],
  ['csp.developer', '', 3],
  ['seller.reviewer', '', 5],
  ['seller.finance', '', 5],
];

describe('a figure on Home leads to exactly its rows', () => {
  const portal = usePortal();
  let stage: Stage;

  beforeAll(async () => {
    const { world } = portal;
    stage = await setStage(world);
    const { manager, partner, reviewer } = stage;
    const { customerId } = stage;
    await certified(stage);
    await notices(stage, 2);
    // Sales of this month, and orders that do not count: of another month, unpaid, canceled.
    const sold = await ordered(stage, {
      placedAt: noon('03-01'),
      lines: [{}, { specification: 1 }],
    });
    await refunded(stage, sold.lineIds[0]!, 100_00n, noon('03-02'));
    for (const status of ['PENDING_PAYMENT', 'CANCELLED'] as const)
      await ordered(stage, {
        placedAt: noon('03-01'),
        paidAt: null,
        completedAt: null,
        status,
        lines: [{ status }],
      });
    await ordered(stage, { placedAt: noon('01-05') });
    // Discounts in review and effective ones.
    const span = (from: number, until: number) => ({
      validFrom: new Date(world.clock.now().getTime() + from * DAY).toISOString(),
      validUntil: new Date(world.clock.now().getTime() + until * DAY).toISOString(),
    });
    const granted = await submitted(stage, { name: '春季', ...span(1, 11) });
    await reviewer.mutate('exclusiveDiscountApprove', { id: granted });
    await portal.moveClock(new Date(world.clock.now().getTime() + 2 * DAY));
    await submitted(stage, { name: '夏季', ...span(31, 41) });
    // A request to answer, and customers with other states of binding.
    const goods = await listed(stage.sellerManager, '星云联营版', { saleModel: 'JOINT_OPERATION' });
    await manager.mutate('jointSalesAuthorizationRequest', {
      productId: goods.productId,
      shareRatio: '0.25',
      floorPayRate: '0.8',
      validUntil: '2027-01-01T00:00:00.000+08:00',
    });
    await customerOf(world, '西岭重工', [partner]);
    const other = await customerOf(world, '北港物流', [partner]);
    await bound(world, manager, other);
    expect(customerId).not.toBe(other);
  });

  /** Follows the link of each figure, and asks the API for the rows of the page behind it. */
  async function figures(member: Caller, view = ''): Promise<Found[]> {
    const { page, open } = await portal.as(member);
    await open(`/${view}`);
    const links = page.getByRole('main').locator('a[data-figure]');
    await links.first().waitFor();
    const found: Found[] = [];
    for (let at = 0; at < (await links.count()); at += 1) {
      const link = links.nth(at);
      const label = (await link.getAttribute('data-figure')) ?? '';
      // The values beside the link: in it, in its row, or on its card.
      const shown = await link.evaluate((a) => {
        const near = a.closest('tr') ?? (a.querySelector('data') ? a : a.closest('section'));
        return [...near!.querySelectorAll('data')].map(({ value }) => value);
      });
      found.push({ label, shown, there: await there(page, member, () => link.click()) });
      await page.goBack();
      await link.waitFor();
    }
    return found;
  }

  /** Requests of lists, by the member and the address of their page. */
  const requests = new Map<string, string>();

  /** Number and sums of the rows of the page that opens, by the API with the filters of the page. */
  async function there(page: Page, member: Caller, open: () => Promise<void>): Promise<string[]> {
    const asked = page
      .waitForRequest((request) => operationOf(request.postData()) in LISTED)
      .catch(() => null);
    await open();
    await page.waitForURL((url) => url.pathname !== '/');
    const { pathname, search } = new URL(page.url());
    const address = `${member.viewer.actorId} ${pathname}${search}`;
    if (pathname === '/period-close') return [await rowsOfClose(page)];
    if (pathname === '/earned' && search === '') return await earned(page);
    // Two figures may lead to one list, which does not ask again within seconds.
    const body = requests.get(address) ?? (await asked)?.postData();
    if (!body) throw new Error(`${pathname} asked for no list`);
    requests.set(address, body);
    const { operationName, variables } = JSON.parse(body);
    const [root, input, sums] = LISTED[operationName]!;
    const totals = sums?.split(' ') ?? [];
    const asks = totals.map((name) => `${name} { amount }`).join(' ');
    const data = await member.ask(
      `query($filter: ${input}) { rows: ${root}(first: 1, filter: $filter) {
        count { value } ${asks && `totals { ${asks} }`} } }`,
      { filter: variables.filter },
    );
    const amounts = totals.map((name) => data.rows.totals[name]?.amount ?? '0.00');
    const [list, deal] = amounts;
    return [
      String(data.rows.count.value),
      ...amounts,
      // Margin that is given away.
      ...(operationName === 'OrderList' ? [new Big(list).minus(deal).toFixed(2)] : []),
    ];
  }

  /** Parked partners or open disputes of a month. */
  async function rowsOfClose(page: Page): Promise<string> {
    await page.getByText(t('ui.close.checklist')).waitFor();
    const rows = page.url().includes('step=dispute')
      ? page.getByRole('region', { name: t('ui.close.step.dispute') }).getByRole('listitem')
      : page.getByRole('table', { name: t('ui.close.parked') }).locator('tr', { hasText: /¥/ });
    return String(await rows.count());
  }

  /** Sums of the unbilled lines of all reasons. */
  async function earned(page: Page): Promise<string[]> {
    const cells = page.getByRole('table', { name: t('ui.earned.why') }).locator('tfoot td');
    await cells.first().waitFor();
    return (await cells.allTextContents()).map((text) =>
      text.replace(/[¥,\s]/g, '').replace('−', '-'),
    );
  }

  const operationOf = (body: string | null): string => {
    try {
      return JSON.parse(body ?? '{}').operationName ?? '';
    } catch {
      return '';
    }
  };

  /** Every value of every figure must be a value of its rows. */
  const wrong = (found: readonly Found[]): unknown[] =>
    found
      .filter(
        ({ shown, there }) => shown.length === 0 || !shown.every((one) => there.includes(one)),
      )
      .map((one) => one);

  it.each(LONG ? [...OFTEN, ...SELDOM] : OFTEN)('of %s%s', (role, view, least) =>
    portal.story(async () => {
      const members: Readonly<Record<string, Caller>> = {
        manager: stage.manager,
        'seller.manager': stage.sellerManager,
        'seller.reviewer': stage.reviewer,
        operator: stage.operator,
      };
      const org = role.startsWith('seller') ? stage.seller : stage.partner;
      const member = members[role] ?? (await portal.world.member(org, role as Role, role));
      const found = await figures(member, view);
      expect(wrong(found)).toEqual([]);
      expect(found.length).toBeGreaterThanOrEqual(least);
    })(),
  );

  portal.it('compares with as many days before, and says what the sales are', async () => {
    const { page, open } = await portal.as(stage.manager);
    await open('/');
    const card = page.getByRole('main').locator('section', {
      hasText: t('ui.home.sales.MONTH'),
    });
    await card.locator('data').first().waitFor();
    const values = await card
      .first()
      .locator('data')
      .evaluateAll((all) => all.map((one) => (one as HTMLDataElement).value));
    expect(values[0]).toBe('12545.67');
    const before = page.getByTitle('2026-02-01');
    expect(await before.first().textContent()).toBe(t('ui.home.before', { money: '¥0.00' }));
  });
});
