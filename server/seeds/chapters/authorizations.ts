import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DemoHistory } from '../demo-history.ts';
import { type DemoPartner, PARTNERS, SELLERS } from '../demo-users.ts';
import { type DemoProduct, PRODUCTS } from '../products.ts';
import { type Catalog, listedOn } from './catalog.ts';
import { type DemoCustomer, managerOf } from './customers.ts';
import type { DemoUsers } from './organizations.ts';

/**
 * This product's first authorization has ended and the next one starts later. No partner can grant a price
 * on it today.
 */
const BETWEEN_TWO = '企业官网建设';
/** HUAXIN's authorization for this product ends soon; HUAXIN has requested its renewal. */
const RENEWED = 'Bluewave WAF';
const SOON = -20;
const NEXT_YEAR = -365;

const [HUAXIN, ORIENT, , PACIFIC] = PARTNERS as [
  DemoPartner,
  DemoPartner,
  DemoPartner,
  DemoPartner,
];

/**
 * Changes to a product's standard terms. Days count back from the first run; a negative number is in the
 * future.
 */
interface Terms {
  readonly share?: number;
  readonly floor?: number;
  readonly from?: number;
  readonly until?: number;
}

/**
 * Plans the sellers' authorizations (domain §4.3, §4.3b). The discounts chapter creates discounts under
 * these terms.
 */
export function planAuthorizations(
  history: DemoHistory,
  users: DemoUsers,
  catalog: Catalog,
  customers: readonly DemoCustomer[],
): void {
  const scenario = new AuthorizationScenario(history, users, catalog);
  for (const [i, product] of PRODUCTS.entries()) {
    const day = listedOn(i) - 1;
    if (product.saleModel === 'COMMON') {
      const until = product.name === BETWEEN_TWO ? 30 : NEXT_YEAR;
      scenario.allow('all', day, product.name, null, { until });
    }
    if (product.saleModel !== 'JOINT_OPERATION') continue;
    scenario.ask('asked', day, product.name, HUAXIN, null, {
      until: product.name === RENEWED ? SOON : NEXT_YEAR,
    });
    scenario.answer('asked', day - 1, product.name, HUAXIN, 'Grant', {});
    for (const partner of [ORIENT, PACIFIC])
      scenario.give('given', day, product.name, partner, null, {});
  }
  planSpecialTerms(scenario, customers);
}

/**
 * Plans authorizations at narrower levels, changed terms, and each possible end of an authorization or a
 * request.
 */
function planSpecialTerms(
  scenario: AuthorizationScenario,
  customers: readonly DemoCustomer[],
): void {
  const long = (partner: DemoPartner): DemoCustomer =>
    customers.find((one) => one.partner === partner && one.outcome === 'BOUND' && one.since > 130)!;
  const [hers, his, theirs] = [long(HUAXIN), long(ORIENT), long(PACIFIC)];

  scenario.allow('next', 12, BETWEEN_TWO, null, { from: -10 });
  scenario.allow('own', 90, '云帆协同办公', HUAXIN, { share: 0.02, floor: -0.01 });
  scenario.change('own', 40, '云帆协同办公', HUAXIN, { share: 0.05, floor: -0.01 });
  scenario.allow('own', 85, '电子签章 License', HUAXIN, { floor: -0.02 }, hers);
  scenario.allow('own', 70, 'Cloud Migration Service', PACIFIC, { floor: -0.02 });
  scenario.revoke(
    'own',
    20,
    'Cloud Migration Service',
    PACIFIC,
    '年度政策调整，改按商品级授权执行。',
  );

  scenario.amend('given', 45, '智能质检 Agent', ORIENT, { share: 0.05 });
  scenario.renew('asked', 1, RENEWED, HUAXIN);
  scenario.ask('open', 2, '鲲图大模型推理 API', ORIENT, his, { share: 0.05 });
  scenario.ask('late', 60, '云帆 CRM', PACIFIC, theirs, { share: 0.1 });
  scenario.ask('back', 40, '云帆 CRM', PACIFIC, theirs, { share: 0.1 });
  scenario.answer('back', 39, '云帆 CRM', PACIFIC, 'Withdraw', {});
  scenario.ask('no', 35, '云帆 CRM', PACIFIC, theirs, { share: 0.15 });
  scenario.answer('no', 33, '云帆 CRM', PACIFIC, 'Refuse', {
    reason: 'Please agree on a yearly volume first.',
  });
  scenario.give('over', 120, 'Container Runtime Shield', ORIENT, his, { until: 60 });
  scenario.give('cut', 50, 'Container Runtime Shield', ORIENT, his, { share: 0.05 });
  scenario.revoke('cut', 15, 'Container Runtime Shield', ORIENT, 'The project has ended.');
  scenario.give('later', 6, 'Container Runtime Shield', ORIENT, his, { share: 0.1, from: -15 });
}

type Kind = 'cspAuthorization' | 'jointSalesAuthorization';

/** Plans the steps of authorizations. A `word` identifies one authorization of a product and partner. */
class AuthorizationScenario {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly history: DemoHistory,
    private readonly users: DemoUsers,
    private readonly catalog: Catalog,
  ) {}

  /**
   * A seller authorizes a common product for all partners, for one partner, or for one customer of a
   * partner.
   */
  allow(
    word: string,
    days: number,
    product: string,
    partner: DemoPartner | null,
    terms: Terms,
    customer: DemoCustomer | null = null,
  ): void {
    this.step(word, days, product, partner, 'cspAuthorization', 'Create', async () => ({
      ...(partner && { partnerId: this.partnerId(partner) }),
      ...(customer && { customer: await this.accountOf(customer) }),
      ...this.first(product, terms, 'floorPayRate'),
    }));
  }

  change(word: string, days: number, product: string, partner: DemoPartner, terms: Terms): void {
    this.step(word, days, product, partner, 'cspAuthorization', 'Modify', async () =>
      this.changed(product, terms, 'floorPayRate'),
    );
  }

  ask(
    word: string,
    days: number,
    product: string,
    partner: DemoPartner,
    customer: DemoCustomer | null,
    terms: Terms,
  ): void {
    this.step(word, days, product, partner, 'jointSalesAuthorization', 'Request', async () => ({
      ...(customer && { customerId: globalId('cus', customer.id!) }),
      ...this.first(product, terms, 'floorPayRate'),
      note: '我方有在谈客户，申请联合销售授权。',
    }));
  }

  answer(
    word: string,
    days: number,
    product: string,
    partner: DemoPartner,
    event: 'Grant' | 'Refuse' | 'Withdraw',
    input: Record<string, unknown>,
  ): void {
    this.step(word, days, product, partner, 'jointSalesAuthorization', event, async () => input);
  }

  give(
    word: string,
    days: number,
    product: string,
    partner: DemoPartner,
    customer: DemoCustomer | null,
    terms: Terms,
  ): void {
    this.step(
      word,
      days,
      product,
      partner,
      'jointSalesAuthorization',
      'GrantDirectly',
      async () => ({
        partnerId: this.partnerId(partner),
        ...(customer && { customer: await this.accountOf(customer) }),
        ...this.first(product, terms, 'floorPayRate'),
      }),
    );
  }

  amend(word: string, days: number, product: string, partner: DemoPartner, terms: Terms): void {
    this.step(word, days, product, partner, 'jointSalesAuthorization', 'Amend', async () =>
      this.changed(product, terms, 'floorPayRate'),
    );
  }

  renew(word: string, days: number, product: string, partner: DemoPartner): void {
    this.step(word, days, product, partner, 'jointSalesAuthorization', 'Renew', async () => ({
      validUntil: this.history.at(NEXT_YEAR + SOON, '00:00:00'),
      note: '合作顺利，申请续期一年。',
    }));
  }

  revoke(word: string, days: number, product: string, partner: DemoPartner, reason: string): void {
    const { saleModel } = productOf(product);
    const kind = saleModel === 'COMMON' ? 'cspAuthorization' : 'jointSalesAuthorization';
    this.step(word, days, product, partner, kind, 'Revoke', async () => ({ reason }));
  }

  private step(
    word: string,
    days: number,
    product: string,
    partner: DemoPartner | null,
    kind: Kind,
    event: string,
    inputOf: () => Promise<Record<string, unknown>>,
  ): void {
    const thread = `auth:${product}:${partner?.code ?? 'all'}:${word}`;
    const ofPartner = ['Request', 'Withdraw', 'Renew'].includes(event);
    const begins = ['Create', 'Request', 'GrantDirectly'].includes(event);
    this.history.plan(
      thread,
      this.history.at(days, ofPartner ? '09:40:00' : '11:20:00'),
      async (at) => {
        const seller = SELLERS.find(({ code }) => code === productOf(product).seller)!;
        const viewer = ofPartner
          ? managerOf(this.users, partner!)
          : this.users.of(seller, 'seller.manager');
        const subject = begins
          ? { productId: this.catalog.get(product)!.id }
          : { id: this.ids.get(thread)! };
        const values = await this.history.command(viewer, at, thread, `${kind}${event}`, {
          ...subject,
          ...(await inputOf()),
        });
        const prefix = kind === 'cspAuthorization' ? 'csa' : 'jsa';
        if (begins) this.ids.set(thread, globalId(prefix, values[kind]!));
      },
    );
  }

  /** The product's floor and standard share, changed by the terms. */
  private changed(
    product: string,
    { share = 0, floor = 0, until = NEXT_YEAR }: Terms,
    rate: string,
  ) {
    const { floorPayRate, standardShareRatio } = productOf(product);
    return {
      [rate]: (Number(floorPayRate) + floor).toFixed(2),
      shareRatio: (Number(standardShareRatio) + share).toFixed(2),
      validUntil: this.history.at(until, '00:00:00'),
    };
  }

  private first(product: string, terms: Terms, rate: string) {
    const { from } = terms;
    return {
      ...this.changed(product, terms, rate),
      ...(from !== undefined && { validFrom: this.history.at(from, '00:00:00') }),
    };
  }

  private partnerId(partner: DemoPartner): string {
    return globalId('ptn', managerOf(this.users, partner).tenantId);
  }

  /** The customer's account and name, as the partner passes them to the seller. */
  private async accountOf({ id }: DemoCustomer): Promise<{ cloudAccount: string; name: string }> {
    const [row] = await this.history.rows<{ cloudAccount: string; name: string }>(
      sql`select cloud_account as "cloudAccount", name from customer where id = ${id!}`,
    );
    return row!;
  }
}

const productOf = (name: string): DemoProduct => PRODUCTS.find((product) => product.name === name)!;
