import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import { type CastPartner, PARTNERS, SELLERS } from '../cast.ts';
import { PRODUCTS, type StoryProduct } from '../products.ts';
import type { Story } from '../story.ts';
import { type Catalog, listedOn } from './catalog.ts';
import { headOf, type StoryCustomer } from './customers.ts';
import type { Troupe } from './organizations.ts';

/** Its authorization is over and the next one not in force yet: nobody may grant a price on it now. */
const BETWEEN_TWO = '企业官网建设';
/** HUAXIN's authorization ends soon, and it has asked for the next one. */
const RENEWED = 'Bluewave WAF';
const SOON = -20;
const NEXT_YEAR = -365;

const [HUAXIN, ORIENT, , PACIFIC] = PARTNERS as [
  CastPartner,
  CastPartner,
  CastPartner,
  CastPartner,
];

/** What is named in the terms of one row; days before the first run, negative in the future. */
interface Terms {
  readonly share?: number;
  readonly floor?: number;
  readonly from?: number;
  readonly until?: number;
}

/** Plans what sellers let partners sell: domain §4.3, §4.3b. Discounts are made under these terms. */
export function planAuthorizations(
  story: Story,
  troupe: Troupe,
  catalog: Catalog,
  customers: readonly StoryCustomer[],
): void {
  const play = new AuthorizationPlay(story, troupe, catalog);
  for (const [i, product] of PRODUCTS.entries()) {
    const day = listedOn(i) - 1;
    if (product.saleModel === 'COMMON') {
      const until = product.name === BETWEEN_TWO ? 30 : NEXT_YEAR;
      play.allow('all', day, product.name, null, { until });
    }
    if (product.saleModel !== 'JOINT_OPERATION') continue;
    play.ask('asked', day, product.name, HUAXIN, null, {
      until: product.name === RENEWED ? SOON : NEXT_YEAR,
    });
    play.answer('asked', day - 1, product.name, HUAXIN, 'Grant', {});
    for (const partner of [ORIENT, PACIFIC])
      play.give('given', day, product.name, partner, null, {});
  }
  planTermsOfTheirOwn(play, customers);
}

/** Narrower levels, changed terms, and every end that an authorization or a request may take. */
function planTermsOfTheirOwn(play: AuthorizationPlay, customers: readonly StoryCustomer[]): void {
  const long = (partner: CastPartner): StoryCustomer =>
    customers.find((one) => one.partner === partner && one.fate === 'BOUND' && one.since > 130)!;
  const [hers, his, theirs] = [long(HUAXIN), long(ORIENT), long(PACIFIC)];

  play.allow('next', 12, BETWEEN_TWO, null, { from: -10 });
  play.allow('own', 90, '云帆协同办公', HUAXIN, { share: 0.02, floor: -0.01 });
  play.change('own', 40, '云帆协同办公', HUAXIN, { share: 0.05, floor: -0.01 });
  play.allow('own', 85, '电子签章 License', HUAXIN, { floor: -0.02 }, hers);
  play.allow('own', 70, 'Cloud Migration Service', PACIFIC, { floor: -0.02 });
  play.revoke('own', 20, 'Cloud Migration Service', PACIFIC, '年度政策调整，改按商品级授权执行。');

  play.amend('given', 45, '智能质检 Agent', ORIENT, { share: 0.05 });
  play.renew('asked', 1, RENEWED, HUAXIN);
  play.ask('open', 2, '鲲图大模型推理 API', ORIENT, his, { share: 0.05 });
  play.ask('late', 60, '云帆 CRM', PACIFIC, theirs, { share: 0.1 });
  play.ask('back', 40, '云帆 CRM', PACIFIC, theirs, { share: 0.1 });
  play.answer('back', 39, '云帆 CRM', PACIFIC, 'Withdraw', {});
  play.ask('no', 35, '云帆 CRM', PACIFIC, theirs, { share: 0.15 });
  play.answer('no', 33, '云帆 CRM', PACIFIC, 'Refuse', {
    reason: 'Please agree on a yearly volume first.',
  });
  play.give('over', 120, 'Container Runtime Shield', ORIENT, his, { until: 60 });
  play.give('cut', 50, 'Container Runtime Shield', ORIENT, his, { share: 0.05 });
  play.revoke('cut', 15, 'Container Runtime Shield', ORIENT, 'The project has ended.');
  play.give('later', 6, 'Container Runtime Shield', ORIENT, his, { share: 0.1, from: -15 });
}

type Kind = 'cspAuthorization' | 'jointSalesAuthorization';

/** The steps of authorizations, each named by a word that is used once for a product and partner. */
class AuthorizationPlay {
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly story: Story,
    private readonly troupe: Troupe,
    private readonly catalog: Catalog,
  ) {}

  /** A seller's authorization of a common product, for all partners, one, or one of its customers. */
  allow(
    word: string,
    days: number,
    product: string,
    partner: CastPartner | null,
    terms: Terms,
    customer: StoryCustomer | null = null,
  ): void {
    this.step(word, days, product, partner, 'cspAuthorization', 'Create', async () => ({
      ...(partner && { partnerId: this.partnerId(partner) }),
      ...(customer && { customer: await this.accountOf(customer) }),
      ...this.first(product, terms, 'minPayRate'),
    }));
  }

  change(word: string, days: number, product: string, partner: CastPartner, terms: Terms): void {
    this.step(word, days, product, partner, 'cspAuthorization', 'Modify', async () =>
      this.changed(product, terms, 'minPayRate'),
    );
  }

  ask(
    word: string,
    days: number,
    product: string,
    partner: CastPartner,
    customer: StoryCustomer | null,
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
    partner: CastPartner,
    event: 'Grant' | 'Refuse' | 'Withdraw',
    input: Record<string, unknown>,
  ): void {
    this.step(word, days, product, partner, 'jointSalesAuthorization', event, async () => input);
  }

  give(
    word: string,
    days: number,
    product: string,
    partner: CastPartner,
    customer: StoryCustomer | null,
    terms: Terms,
  ): void {
    this.step(
      word,
      days,
      product,
      partner,
      'jointSalesAuthorization',
      'GrantUnasked',
      async () => ({
        partnerId: this.partnerId(partner),
        ...(customer && { customer: await this.accountOf(customer) }),
        ...this.first(product, terms, 'floorPayRate'),
      }),
    );
  }

  amend(word: string, days: number, product: string, partner: CastPartner, terms: Terms): void {
    this.step(word, days, product, partner, 'jointSalesAuthorization', 'Amend', async () =>
      this.changed(product, terms, 'floorPayRate'),
    );
  }

  renew(word: string, days: number, product: string, partner: CastPartner): void {
    this.step(word, days, product, partner, 'jointSalesAuthorization', 'Renew', async () => ({
      validUntil: this.story.at(NEXT_YEAR + SOON, '00:00:00'),
      note: '合作顺利，申请续期一年。',
    }));
  }

  revoke(word: string, days: number, product: string, partner: CastPartner, reason: string): void {
    const { saleModel } = productOf(product);
    const kind = saleModel === 'COMMON' ? 'cspAuthorization' : 'jointSalesAuthorization';
    this.step(word, days, product, partner, kind, 'Revoke', async () => ({ reason }));
  }

  private step(
    word: string,
    days: number,
    product: string,
    partner: CastPartner | null,
    kind: Kind,
    event: string,
    inputOf: () => Promise<Record<string, unknown>>,
  ): void {
    const thread = `auth:${product}:${partner?.code ?? 'all'}:${word}`;
    const ofPartner = ['Request', 'Withdraw', 'Renew'].includes(event);
    const begins = ['Create', 'Request', 'GrantUnasked'].includes(event);
    this.story.plan(
      thread,
      this.story.at(days, ofPartner ? '09:40:00' : '11:20:00'),
      async (at) => {
        const seller = SELLERS.find(({ code }) => code === productOf(product).seller)!;
        const viewer = ofPartner
          ? headOf(this.troupe, partner!)
          : this.troupe.of(seller, 'seller.manager');
        const subject = begins
          ? { productId: this.catalog.get(product)!.id }
          : { id: this.ids.get(thread)! };
        const values = await this.story.command(viewer, at, thread, `${kind}${event}`, {
          ...subject,
          ...(await inputOf()),
        });
        const prefix = kind === 'cspAuthorization' ? 'csa' : 'jsa';
        if (begins) this.ids.set(thread, globalId(prefix, values[kind]!));
      },
    );
  }

  /** The product's own floor and usual share, moved by what the terms say. */
  private changed(
    product: string,
    { share = 0, floor = 0, until = NEXT_YEAR }: Terms,
    rate: string,
  ) {
    const { floorPayRate, standardShareRatio } = productOf(product);
    return {
      [rate]: (Number(floorPayRate) + floor).toFixed(2),
      shareRatio: (Number(standardShareRatio) + share).toFixed(2),
      validUntil: this.story.at(until, '00:00:00'),
    };
  }

  private first(product: string, terms: Terms, rate: string) {
    const { from } = terms;
    return {
      ...this.changed(product, terms, rate),
      ...(from !== undefined && { validFrom: this.story.at(from, '00:00:00') }),
    };
  }

  private partnerId(partner: CastPartner): string {
    return globalId('ptn', headOf(this.troupe, partner).tenantId);
  }

  /** The customer as its partner tells the seller of it. */
  private async accountOf({ id }: StoryCustomer): Promise<{ cloudAccount: string; name: string }> {
    const [row] = await this.story.rows<{ cloudAccount: string; name: string }>(
      sql`select cloud_account as "cloudAccount", name from customer where id = ${id!}`,
    );
    return row!;
  }
}

const productOf = (name: string): StoryProduct =>
  PRODUCTS.find((product) => product.name === name)!;
