import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { reads, relation, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { activity, customer, toCustomer } from '../../customers/index.ts';
import { organization } from '../../identity/index.ts';
import { OrderLineEntity, order, orderLine, toAttributedPartner } from '../../orders/index.ts';
import { partner } from '../../partners/index.ts';
import { supervisionEvidence } from '../supervision/evidence.read.ts';
import { actorOfRole } from '../supervision/supervision.machine.ts';
import { supervision } from '../supervision/supervision.read.ts';
import {
  APPEAL_OUTCOMES,
  type Appeal,
  AppealEntity,
  AppealMaterialEntity,
  type AppealOutcome,
  AppealStatementEntity,
} from './appeal.entity.ts';
import { APPEAL_OPEN_STATES, appealMachine } from './appeal.machine.ts';
import {
  AppealCategoryEnum,
  AppealMaterialType,
  AppealOutcomeEnum,
  AppealSideEnum,
  AppealStatementType,
  AppealStatusEnum,
  AppealType,
} from './appeal.type.ts';

type Column = keyof Appeal & string;

const appealActions = actions(appealMachine, AppealEntity, {
  openedByOther: (d, _v, role) =>
    sql`${d.openedBy} <> ${sql.literal(actorOfRole(role) ?? 'NOBODY')}`,
});

const open = sql.words(APPEAL_OPEN_STATES);

/** Consequences of each decision, besides the sums of the row (domain §4.6, §4.7). */
const EFFECTS: Readonly<
  Record<
    AppealOutcome,
    { flow: string | null; refunds: boolean; ends: boolean; pays: boolean; share: string }
  >
> = {
  RESUME: { flow: null, refunds: false, ends: false, pays: false, share: 'PENDING' },
  FORCE_COMPLETE: { flow: 'COMPLETED', refunds: false, ends: true, pays: true, share: 'BILLED' },
  REFUND: { flow: 'REFUNDED', refunds: true, ends: true, pays: false, share: 'NONE' },
  DISMISSED: { flow: null, refunds: false, ends: false, pays: false, share: 'PENDING' },
};

const cashLeft = (d: { readonly [K in Column]: Sql }): Sql => sql`(${d.cashMinor} + coalesce(
  (select sum(r.cash_minor) from ${sql.table(OrderLineEntity)} r where r.refund_of_id = ${d.orderLineId}), 0))`;

const effect = (
  d: { readonly [K in Column]: Sql },
  outcome: AppealOutcome,
  seesShare: boolean,
): Sql => {
  const { flow, refunds, ends, pays, share } = EFFECTS[outcome];
  const flag = (value: boolean): Sql => sql.raw(String(value));
  return sql`json_build_object('outcome', ${sql.literal(outcome)}, 'flow', ${flow ? sql.literal(flow) : d.node},
    'refundAtMost', ${refunds ? computed.money(cashLeft(d)) : sql.raw('null::json')},
    'endsGuarantee', ${flag(ends)}, 'paysSeller', ${flag(pays)}, 'mayAppealAgain', ${flag(!ends)},
    'partnerShare', case when ${flag(seesShare)} and ${d.partnerId} is not null then ${sql.literal(share)} end)`;
};

const outcomes: SqlOf<Column> = (d, _v, role) =>
  sql`case when ${d.status} in (${open}) then json_build_array(${sql.join(
    APPEAL_OUTCOMES.map((outcome) => effect(d, outcome, Role.sideOf(role) !== 'customer')),
    ', ',
  )}) else '[]'::json end`;

export const appealStatement = reads(AppealStatementType, AppealStatementEntity, {
  id: 'aps',
  relations: {
    evidence: relation.some(
      () => supervisionEvidence,
      'statementId',
      'Files of the statement (证据).',
      { orderBy: 'createdAt', max: 100 },
    ),
    material: relation.one(
      () => appealMaterial,
      'materialId',
      'Request of operations to which the statement responds; null if there was none.',
    ),
  },
});

export const appealMaterial = reads(AppealMaterialType, AppealMaterialEntity, { id: 'apm' });

export const appeal = reads(AppealType, AppealEntity, {
  id: 'apl',
  fields: {
    viewerActions: appealActions,
    dealPrice: computed.money('dealMinor'),
    cash: computed.money('cashMinor'),
    refund: computed.money('refundMinor'),
    isDecideByProvisional: (d) => computed.provisional(d.decideBy),
    isMine: (d, v) => sql`coalesce(${d.takenById} = ${v.memberId}, false)`,
    outcomes,
  },
  relations: {
    supervision: relation.one(() => supervision, 'supervisionId', 'Frozen supervision.', {
      nullable: false,
    }),
    order: relation.one(() => order, 'orderId', 'Order of the line.', { nullable: false }),
    orderLine: relation.one(() => orderLine, 'orderLineId', 'Supervised line.', {
      nullable: false,
    }),
    seller: relation.one(() => organization, 'sellerId', 'Seller.', { nullable: false }),
    partner: toAttributedPartner,
    customer: toCustomer,
    statements: relation.some(
      () => appealStatement,
      'appealId',
      'Statements of both sides, oldest first; the first opens the appeal.',
      { orderBy: 'position', max: 100 },
    ),
    materials: relation.some(
      () => appealMaterial,
      'appealId',
      'Material that operations asked for, oldest first.',
      { orderBy: 'position', max: 100 },
    ),
    activities: relation.page(() => activity, 'subjectId', 'History of the appeal (动态).'),
  },
  filters: {
    search: filter.search(
      'searchKey',
      'Text that the number, order, customer or product must contain; matches pinyin and initials, too.',
    ),
    status: filter.anyOf('status', AppealStatusEnum, 'States to include.'),
    openedBy: filter.anyOf('openedBy', AppealSideEnum, 'Sides that opened the appeal.'),
    category: filter.anyOf('category', AppealCategoryEnum, 'Subjects to include.'),
    outcome: filter.anyOf('outcome', AppealOutcomeEnum, 'Decisions to include.'),
    isBreached: filter.holds(
      (d) => d.isBreached,
      'Whether the time for the decision passed while the appeal was open.',
    ),
    isMine: filter.holds(
      (d, v) => sql`${d.takenById} = ${v.memberId}`,
      'Whether the viewer is the operator who decides.',
    ),
    supervisionId: filter.ids('supervisionId', () => supervision, 'Supervisions to include.'),
    orderId: filter.ids('orderId', () => order, 'Orders to include.'),
    customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
    sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    decideWithin: filter.range('decideBy', 'Range of the time by which operations should decide.'),
    createdWithin: filter.range('createdAt', 'Range of times of the opening.'),
  },
  measures: {
    dealPrice: measure.sum('dealMinor', 'Sum of the deal prices.'),
    cash: measure.sum('cashMinor', 'Sum of the cash paid.'),
  },
  orders: { CREATED: ['createdAt', 'id'], DUE: ['dueAtOrNever', 'id'] },
  searchable: {
    title: 'number',
    code: 'number',
    note: ['orderNumber', 'customerName', 'productName'],
    newest: 1_000,
  },
  keys: { number: 'Readable number.' },
  roots: {
    appeal: { one: 'One appeal.' },
    appeals: { page: "Appeals in the viewer's scope, newest first." },
  },
});
