import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { DemoHistory } from '../demo-history.ts';
import { type DemoPartner, PARTNERS } from '../demo-users.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { type DemoCustomer, loadIds, managerOf, registerContact } from './customers.ts';
import type { DemoUsers } from './organizations.ts';

type BindingType = 'ADVISORY' | 'AGENCY';
type Purpose = 'BINDING_INVITE' | 'BINDING_RESPONSE';

/** One binding of a customer to a partner, while its steps run. */
interface BindingCase {
  readonly customer: DemoCustomer;
  readonly partner: DemoPartner;
  readonly thread: string;
  readonly type: BindingType;
  readonly random: SeededRandom;
  binding?: string;
}

const NOTES = [
  '您好，绑定后可享受专属优惠与一对一服务。',
  '上周电话沟通过的上云方案，请确认绑定。',
  '续费前完成绑定即可使用专属折扣。',
  'Following up on our call: bind to get your own prices and one contact for everything.',
] as const;
/** Reasons by the requesting party. */
const UNBIND_REASONS = {
  PARTNER: ['项目已交付，双方商定不再续约。', 'The project is finished and no renewal is planned.'],
  CUSTOMER: [
    '业务调整，改由总部统一采购。',
    '服务响应未达预期。',
    'We are moving our account to the group contract.',
  ],
} as const;
/** Reasons by the requested type. */
const CHANGE_REASONS = {
  ADVISORY: ['希望改为直接与云商店签约。', 'Finance prefers to pay the marketplace directly.'],
  AGENCY: ['希望由服务商统一垫付与开票。', 'Finance prefers one invoice from the partner.'],
} as const;
const DECLINE_REASONS = ['已有合作服务商。', '暂无采购计划。', 'We buy directly.'] as const;

/** Plans the bindings of every customer. Each state of domain §4.1 occurs several times. */
export function planBindings(
  history: DemoHistory,
  users: DemoUsers,
  customers: readonly DemoCustomer[],
): void {
  const actors = new BindingActors(history, users);
  for (const customer of customers) {
    const random = seededRandom(`binding-${customer.index}`);
    const type = random.chance(0.65) ? 'ADVISORY' : 'AGENCY';
    const scenario = new BindingScenario(history, actors, {
      customer,
      partner: customer.partner,
      thread: `c${customer.index}`,
      type,
      random,
    });
    SCENARIOS[customer.outcome](scenario, customer.since);
  }
}

/** The steps of each outcome, with the day of each step. `step` chooses the hour. */
const SCENARIOS: Readonly<
  Record<DemoCustomer['outcome'], (scenario: BindingScenario, since: number) => void>
> = {
  PROSPECT: () => {},
  PRE_REGISTERED: (scenario, since) => scenario.preRegister(since),
  INVITED(scenario, since) {
    scenario.preRegister(since);
    scenario.invite(Math.max(1, Math.min(6, since - 1)));
  },
  PROVISIONAL(scenario, since) {
    scenario.preRegister(since);
    scenario.invite(since - 1, { contactOnFile: false });
    scenario.acceptUnproven(since - 2);
  },
  DECLINED(scenario, since) {
    scenario.preRegister(since);
    scenario.invite(since - 2);
    scenario.decline(since - 4);
  },
  PRE_REGISTRATION_EXPIRED: (scenario, since) => scenario.preRegister(since),
  INVITE_EXPIRED(scenario, since) {
    scenario.preRegister(since);
    scenario.invite(since - 3);
  },
  BOUND: (scenario, since) => scenario.bind(since),
  TYPE_CHANGED(scenario, since) {
    scenario.bind(since);
    scenario.request('requestChangeType', since - 40);
    scenario.answer('approveChange', since - 42);
  },
  CHANGE_PENDING(scenario, since) {
    scenario.bind(since);
    scenario.request('requestChangeType', 1 + (since % 9));
  },
  UNBIND_PENDING(scenario, since) {
    scenario.bind(since);
    scenario.request('requestUnbind', 1 + (since % 10));
  },
  UNBIND_REJECTED(scenario, since) {
    scenario.bind(since);
    scenario.request('requestUnbind', 20);
    scenario.answer('rejectUnbind', 17);
  },
  UNBOUND(scenario, since) {
    scenario.bind(since);
    scenario.request('requestUnbind', since - 60);
    scenario.answer('approveUnbind', since - 63);
  },
  MOVED_ON(scenario, since) {
    scenario.bind(since);
    scenario.request('requestUnbind', since - 60);
    scenario.answer('approveUnbind', since - 63);
    scenario.another().bind(since - 80);
  },
};

/** The people who act in a binding: the partner's members and, by link, the customer. */
class BindingActors {
  constructor(
    readonly history: DemoHistory,
    private readonly users: DemoUsers,
  ) {}

  sales({ customer, partner }: BindingCase): Viewer {
    const own = customer.partner === partner && customer.rep !== null;
    return own ? this.users.of(partner, 'csp.rep', customer.rep!) : managerOf(this.users, partner);
  }

  head({ partner }: BindingCase): Viewer {
    return managerOf(this.users, partner);
  }

  /**
   * The customer, authenticated by the last link mailed before `at`. A link mailed together with a code
   * does not count.
   */
  async buyer({ binding, customer }: BindingCase, purpose: Purpose, at: Date): Promise<Viewer> {
    const [link] = await this.history.rows<{ id: string; customerId: string }>(sql`
      select id, customer_id as "customerId" from one_time_link
      where subject_id = ${binding!} and purpose = ${purpose} and created_at < ${at} order by created_at desc, id desc limit 1`);
    if (!link) throw new Error(`${customer.name} has no link to answer by`);
    return {
      via: 'LINK',
      role: 'buyer',
      side: 'customer',
      tenantId: link.customerId,
      actorId: link.id,
      actorName: customer.name,
      memberId: null,
      scopes: ['read', 'write'],
      subjectId: binding!,
    };
  }

  /** The code that was mailed to the contact on file at that time. */
  async code({ customer }: BindingCase, at: Date): Promise<string> {
    const [mail] = await this.history.rows<{ code: string }>(sql`
      select secrets->>'code' as code from outbox_message
      where template = 'bindingCode' and customer_id = ${customer.id!} and created_at = ${at}`);
    return mail!.code;
  }
}

/** Plans the steps of one binding, each on its day. */
class BindingScenario {
  private readonly asked: 'PARTNER' | 'CUSTOMER';

  constructor(
    private readonly history: DemoHistory,
    private readonly actors: BindingActors,
    private readonly bindingCase: BindingCase,
  ) {
    this.asked = bindingCase.random.chance(0.5) ? 'PARTNER' : 'CUSTOMER';
  }

  /** The same customer with another partner, after it left the first one. */
  another(): BindingScenario {
    const partner = PARTNERS.find(
      ({ code }) => code === (this.bindingCase.partner.code === 'HUAXIN' ? 'ORIENT' : 'HUAXIN'),
    )!;
    const { customer, thread, type, random } = this.bindingCase;
    return new BindingScenario(this.history, this.actors, {
      customer,
      partner,
      thread: `${thread}-again`,
      type,
      random,
    });
  }

  preRegister(days: number): void {
    this.step(days, 'preRegister', async (at) => {
      const { customer, random } = this.bindingCase;
      const note = random.chance(0.4) ? { note: random.pick(NOTES) } : {};
      const values = await this.run(
        this.actors.sales(this.bindingCase),
        at,
        'partnerBindingPreRegister',
        {
          ...this.who(),
          ...note,
        },
      );
      this.bindingCase.binding = values.partnerBinding!;
      if (!customer.id) await loadIds(this.history, [customer]);
    });
  }

  invite(days: number, { contactOnFile = true } = {}): void {
    this.step(days, 'invite', async (at) => {
      const { customer, type, random } = this.bindingCase;
      if (contactOnFile) await registerContact(this.history, customer, at);
      const values = await this.run(
        this.actors.sales(this.bindingCase),
        at,
        'partnerBindingInvite',
        {
          ...this.who(),
          mail: customer.contactMail,
          type,
          note: random.pick(NOTES),
        },
      );
      this.bindingCase.binding = values.partnerBinding!;
    });
  }

  decline(days: number): void {
    this.step(days, 'decline', async (at) => {
      const buyer = await this.actors.buyer(this.bindingCase, 'BINDING_INVITE', at);
      await this.run(buyer, at, 'partnerBindingDecline', {
        ...this.id(),
        reason: this.bindingCase.random.pick(DECLINE_REASONS),
      });
    });
  }

  /** Plans all steps from the pre-registration to the customer's acceptance, within eight days. */
  bind(since: number): void {
    const { random, type } = this.bindingCase;
    this.preRegister(since);
    this.invite(since - random.between(1, 2));
    this.step(since - random.between(3, 7), 'accept', async (at) => {
      const buyer = await this.actors.buyer(this.bindingCase, 'BINDING_INVITE', at);
      await this.run(buyer, at, 'partnerBindingSendCode', this.id());
      await this.run(buyer, at, 'partnerBindingAccept', {
        ...this.id(),
        type,
        agreementAccepted: true,
        code: await this.actors.code(this.bindingCase, at),
      });
    });
  }

  /** Plans an acceptance without a code: the customer has no contact on file. */
  acceptUnproven(days: number): void {
    this.step(days, 'accept', async (at) => {
      const buyer = await this.actors.buyer(this.bindingCase, 'BINDING_INVITE', at);
      await this.run(buyer, at, 'partnerBindingAccept', {
        ...this.id(),
        type: this.bindingCase.type,
        agreementAccepted: true,
      });
    });
  }

  /** One party requests another binding type or the end of the binding. */
  request(event: 'requestChangeType' | 'requestUnbind', days: number): void {
    this.step(days, event, async (at) => {
      const { random, type } = this.bindingCase;
      const change = event === 'requestChangeType';
      const wanted = type === 'ADVISORY' ? 'AGENCY' : 'ADVISORY';
      await this.run(await this.party(this.asked, at), at, `partnerBinding${capital(event)}`, {
        ...this.id(),
        reason: random.pick<string>(change ? CHANGE_REASONS[wanted] : UNBIND_REASONS[this.asked]),
        ...(change && { type: wanted }),
      });
    });
  }

  /** The other party answers the request. */
  answer(event: 'approveChange' | 'approveUnbind' | 'rejectUnbind', days: number): void {
    this.step(days, event, async (at) => {
      const other = this.asked === 'PARTNER' ? 'CUSTOMER' : 'PARTNER';
      const reason = event === 'rejectUnbind' ? { reason: '合同期内暂不解绑，请先沟通。' } : {};
      await this.run(await this.party(other, at), at, `partnerBinding${capital(event)}`, {
        ...this.id(),
        ...reason,
      });
    });
  }

  private async party(party: 'PARTNER' | 'CUSTOMER', at: Date): Promise<Viewer> {
    return party === 'PARTNER'
      ? this.actors.head(this.bindingCase)
      : await this.actors.buyer(this.bindingCase, 'BINDING_RESPONSE', at);
  }

  private id(): { id: string } {
    return { id: globalId('bnd', this.bindingCase.binding!) };
  }

  /** Identifies a listed customer by id, and any other by name and account, as a partner enters it. */
  private who(): Record<string, unknown> {
    const { customer, partner } = this.bindingCase;
    const listed = customer.imported && customer.partner === partner;
    return listed
      ? { customerId: globalId('cus', customer.id!) }
      : { prospect: { name: customer.name, cloudAccount: customer.account } };
  }

  private async run(viewer: Viewer, at: Date, name: string, input: Record<string, unknown>) {
    return await this.history.command(viewer, at, this.bindingCase.thread, name, input);
  }

  private step(days: number, event: string, run: (at: Date) => Promise<void>): void {
    const hour = HOURS[event]! + this.bindingCase.random.between(0, 1);
    const minute = this.bindingCase.random.between(0, 59);
    const second = this.bindingCase.random.between(0, 59);
    const time = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
    this.history.plan(this.bindingCase.thread, this.history.at(days, time), run);
  }
}

/** Hour of each step; the steps of one day run in this order. */
const HOURS: Readonly<Record<string, number>> = {
  preRegister: 9,
  invite: 13,
  accept: 16,
  decline: 16,
  requestChangeType: 10,
  requestUnbind: 10,
  approveChange: 15,
  approveUnbind: 15,
  rejectUnbind: 15,
};

const capital = (event: string): string => event.charAt(0).toUpperCase() + event.slice(1);
