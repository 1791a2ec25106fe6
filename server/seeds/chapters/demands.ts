import { HOUR } from '../../platform/clock.ts';
import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DemoHistory } from '../demo-history.ts';
import { type DemoPartner, PARTNERS, SELLERS } from '../demo-users.ts';
import type { Catalog } from './catalog.ts';
import { type DemoCustomer, managerOf } from './customers.ts';
import type { DemoUsers } from './organizations.ts';

const [HUAXIN, ORIENT] = PARTNERS as [DemoPartner, DemoPartner];

const CRM = '云帆 CRM';
const AGENT = '智能质检 Agent';
const WAF = 'Bluewave WAF';
const DAY_HOURS = 24;

type Answer = 'Receive' | 'Reject' | 'Withdraw' | 'Nudge' | 'Close';

interface DemoDemand {
  readonly word: string;
  readonly partner: DemoPartner;
  readonly product: string;
  /** Expected share of the partner. */
  readonly share: string;
  readonly requirement: string;
  readonly amount?: string;
  /** Hours before the first run at which the demand was submitted; a draft was saved then. */
  readonly hours: number;
  readonly draft?: true;
  /** Answers with the hours before the first run. */
  readonly answers?: readonly (readonly [event: Answer, hours: number, reason?: string])[];
}

const DEMANDS: readonly DemoDemand[] = [
  {
    word: 'draft',
    partner: HUAXIN,
    product: CRM,
    share: '0.3',
    requirement: '客户计划替换现有 CRM，预算待批。',
    hours: 20,
    draft: true,
  },
  {
    word: 'fresh',
    partner: HUAXIN,
    product: AGENT,
    share: '0.38',
    requirement: '三条产线做外观质检试点，年底前完成招标。',
    amount: '174000.00',
    hours: 9,
  },
  {
    word: 'nudged',
    partner: HUAXIN,
    product: CRM,
    share: '0.32',
    requirement: '客户已立项，预算 26 万，月中下单；竞品已报价。',
    amount: '260000.00',
    hours: 92,
    answers: [['Nudge', 21]],
  },
  {
    word: 'last-hours',
    partner: ORIENT,
    product: WAF,
    share: '0.28',
    requirement: '等保整改，需在本季度内上线。',
    amount: '31200.00',
    hours: 115,
  },
  {
    word: 'accepted',
    partner: HUAXIN,
    product: WAF,
    share: '0.3',
    requirement: '集团统一采购 20 个站点的防护。',
    amount: '624000.00',
    hours: 70,
    answers: [['Receive', 26, '可以谈，本周给出报价。']],
  },
  {
    word: 'rejected',
    partner: ORIENT,
    product: CRM,
    share: '0.4',
    requirement: '客户希望三年框架一次签约。',
    hours: 21 * DAY_HOURS,
    answers: [['Reject', 19 * DAY_HOURS, '期望分成过高，请按商品常用比例重新提交。']],
  },
  {
    word: 'lapsed',
    partner: HUAXIN,
    product: AGENT,
    share: '0.42',
    requirement: '质检模型与 MES 对接，需原厂支持。',
    amount: '98000.00',
    hours: 15 * DAY_HOURS,
  },
  {
    word: 'withdrawn',
    partner: HUAXIN,
    product: WAF,
    share: '0.25',
    requirement: '客户改用自建方案，暂不采购。',
    hours: 10 * DAY_HOURS,
    answers: [['Withdraw', 9 * DAY_HOURS]],
  },
  {
    word: 'closed',
    partner: ORIENT,
    product: AGENT,
    share: '0.35',
    requirement: '新工厂投产前完成部署。',
    hours: 40 * DAY_HOURS,
    answers: [
      ['Receive', 38 * DAY_HOURS],
      ['Close', 30 * DAY_HOURS, '客户工厂延期投产，采购暂停。'],
    ],
  },
  {
    word: 'converted',
    partner: HUAXIN,
    product: CRM,
    share: '0.35',
    requirement: '客户年底前做预算评审，需要正式报价。',
    amount: '348800.00',
    hours: 124,
    answers: [['Receive', 57]],
  },
];

/**
 * Plans customer demands in every state with running clocks, an offer that answers one with the partner's discount
 * drafted from it, and an offer that nobody asked for (domain §4.2, §3.3).
 */
export function planDemands(
  history: DemoHistory,
  users: DemoUsers,
  catalog: Catalog,
  customers: readonly DemoCustomer[],
): void {
  const before = (hours: number): Date => new Date(history.now.getTime() - hours * HOUR);
  const sellerOf = (product: string) =>
    users.of(SELLERS.find(({ code }) => code === catalog.get(product)!.seller)!, 'seller.manager');
  const boundTo = (partner: DemoPartner): readonly DemoCustomer[] =>
    customers.filter(
      (one) => one.partner === partner && one.outcome === 'BOUND' && one.since > 200,
    );
  const ids = new Map<string, string>();

  for (const [i, demand] of DEMANDS.entries()) {
    const { word, partner, product, share, requirement, amount, hours, draft } = demand;
    const thread = `demand:${word}`;
    const customer = boundTo(partner)[7 + i]!;
    history.plan(thread, before(hours), async (at) => {
      const values = await history.command(
        managerOf(users, partner),
        at,
        thread,
        'customerDemandCreate',
        {
          customerId: globalId('cus', customer.id!),
          productId: catalog.get(product)!.id,
          expectedShareRatio: share,
          requirement,
          ...(amount && { expectedAmount: amount }),
          submit: !draft,
        },
      );
      ids.set(word, globalId('dmd', values.customerDemand!));
    });
    for (const [event, then, reason] of demand.answers ?? []) {
      history.plan(thread, before(then), async (at) => {
        const byPartner = event === 'Withdraw' || event === 'Nudge';
        const viewer = byPartner ? managerOf(users, partner) : sellerOf(product);
        await history.command(viewer, at, thread, `customerDemand${event}`, {
          id: ids.get(word)!,
          ...(reason && { reason }),
        });
      });
    }
  }
  planOffers(history, users, catalog, ids, before, sellerOf, boundTo(HUAXIN));
}

function planOffers(
  history: DemoHistory,
  users: DemoUsers,
  catalog: Catalog,
  ids: ReadonlyMap<string, string>,
  before: (hours: number) => Date,
  sellerOf: (product: string) => ReturnType<DemoUsers['of']>,
  customers: readonly DemoCustomer[],
): void {
  const thread = 'demand:converted';
  let offerId = '';
  /** A pay rate on one specification of a product, by its position. */
  const terms = (product: string, place: number, payRate: string, from: number | null) => ({
    lines: [{ specificationId: catalog.get(product)!.specificationIds[place]!, payRate }],
    ...(from !== null && { validFrom: history.at(from, '00:00:00') }),
    validUntil: history.at(-365, '00:00:00'),
  });
  history.plan(thread, before(19), async (at) => {
    const values = await history.command(sellerOf(CRM), at, thread, 'customerDemandConvert', {
      id: ids.get('converted')!,
      shareRatio: '0.3',
      name: '2027 客户经营年框',
      note: '期望 35% 偏高，按 30% 并给到 8.2 折。',
      ...terms(CRM, 1, '0.82', -6),
    });
    offerId = globalId('pvo', values.privateOffer!);
  });
  history.plan(thread, before(3), async (at) => {
    await history.command(managerOf(users, HUAXIN), at, thread, 'privateOfferDraftDiscount', {
      id: offerId,
    });
  });
  history.plan('offer:unasked', before(9 * DAY_HOURS), async (at) => {
    const listed = await history.rows<{ cloudAccount: string; name: string }>(sql`
      select cloud_account as "cloudAccount", name from customer
      where id = any(${customers.slice(0, 2).map(({ id }) => id!)}::uuid[]) order by name`);
    await history.command(sellerOf(AGENT), at, 'offer:unasked', 'privateOfferCreate', {
      productId: catalog.get(AGENT)!.id,
      customers: listed,
      name: '智能质检年终专享',
      ...terms(AGENT, 0, '0.8', null),
    });
  });
}
