import { byTimeLeft, type RecordTask } from '../../../domain/record/task.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type {
  CustomerTasks_CustomerFragment,
  CustomerTasks_QueryFragment,
} from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { RouteButton, RouteLink } from '../../../shell/links.ts';
import { useObjectPath } from '../../../shell/objects.ts';
import { NudgeButton } from './NudgeButton.tsx';

const Customer = graphql(`
  fragment CustomerTasks_customer on Customer {
    id
    business @include(if: $partner) {
      coverage {
        productId productName floorPayRate
        specifications { discountId payRate }
        lapses { kind subjectId at isSoon worth { amount currency } }
      }
    }
  }
`);
const Query = graphql(`
  fragment CustomerTasks_query on Query {
    deadlines(first: 100, filter: { customerId: [$id] }) {
      nodes {
        id subjectId subjectType label event dueAt isProvisional actsSide pausedSince pauseReason
        amount { amount currency }
      }
    }
    supervisions(
      first: 20, filter: { customerId: [$id], actsSide: [CUSTOMER, SELLER, OPERATOR] }
      orderBy: { field: DUE, direction: ASC }
    ) {
      nodes {
        id productName status actsSide dueAt clockSince dealPrice { amount currency }
        ...NudgeButton_supervision
      }
    }
  }
`);

type Coverage = NonNullable<CustomerTasks_CustomerFragment['business']>['coverage'][number];
type Lapse = Coverage['lapses'][number];

/** Clocks that a task of their own tells better: the course of a right, and the delivery of a line. */
const TOLD_ELSEWHERE = new Set(['start', 'end']);

interface Words {
  t: Text;
  format: Format;
}

/** Place where a right that lapses is renewed. */
export const renewalOf = ({ kind, subjectId }: Pick<Lapse, 'kind' | 'subjectId'>): string =>
  kind === 'DISCOUNT'
    ? `/discounts/${subjectId}`
    : `/authorizations/${subjectId.startsWith('jsa_') ? 'joint' : 'csp'}/${subjectId}`;

/** A product's right that lapses within 30 days. */
function lapseTask(product: Coverage, lapse: Lapse, { t, format }: Words): RecordTask {
  const isDiscount = lapse.kind === 'DISCOUNT';
  const rate = product.specifications.find(({ discountId }) => discountId === lapse.subjectId);
  const words = `ui.record.lapse.${lapse.kind}` as const;
  const name = [
    product.productName,
    isDiscount && rate?.payRate ? format.shortRate(rate.payRate) : null,
  ]
    .filter(Boolean)
    .join(' ');
  const path = renewalOf(lapse);
  return {
    id: `${lapse.kind}-${lapse.subjectId}`,
    deadline: { dueAt: lapse.at },
    title: t(words),
    name: <RouteLink to={path as string}>{name}</RouteLink>,
    note: t(`${words}.text`),
    worth: lapse.worth,
    isOwn: true,
    action: (
      <RouteButton
        size="sm"
        to={path as string}
        aria-label={t('ui.home.openOne', { action: t(`${words}.action`), name })}
      >
        {t(`${words}.action`)}
      </RouteButton>
    ),
  };
}

type Supervision = CustomerTasks_QueryFragment['supervisions']['nodes'][number];

function deliveryTask(of: Supervision, { t, format }: Words): RecordTask {
  const words = `ui.deadlineOf.Supervision.flagStalled.${of.actsSide}`;
  return {
    id: of.id,
    deadline: of.dueAt ? { dueAt: of.dueAt } : null,
    title: t.enum('SupervisionStatus', of.status),
    name: <RouteLink to={`/supervisions/${of.id}` as string}>{of.productName}</RouteLink>,
    note: `${t.maybe(`${words}.title`)}${t('ui.listSeparator')}${t('ui.record.since', {
      time: format.dateTime(of.clockSince),
    })}`,
    worth: of.dealPrice,
    action: <NudgeButton supervision={of} />,
  };
}

/** Everything open about a customer by time left: deliveries, decisions, and rights that lapse. */
export function useCustomerTasks(
  customer: FragmentType<typeof Customer>,
  query: FragmentType<typeof Query>,
): RecordTask[] {
  const t = useText();
  const words = { t, format: useFormat() };
  const side = sideOf(useSession());
  const pathOf = useObjectPath();
  const { business } = readFragment(Customer, customer);
  const { deadlines, supervisions } = readFragment(Query, query);
  const lapses = (business?.coverage ?? []).flatMap((product) =>
    product.lapses.filter(({ isSoon }) => isSoon).map((lapse) => lapseTask(product, lapse, words)),
  );
  const decisions = deadlines.nodes
    .filter(
      ({ subjectType, event }) =>
        subjectType !== 'Supervision' && !(event && business && TOLD_ELSEWHERE.has(event)),
    )
    .map((d): RecordTask => {
      const kind = `ui.deadlineOf.${d.subjectType}.${d.event ?? 'remind'}.${d.actsSide ?? 'NONE'}`;
      const path = pathOf(d.subjectType, d.subjectId, d.event);
      const isOwn = d.actsSide === side;
      const open = t('ui.home.open');
      const action = isOwn ? t.maybe(`${kind}.action`, undefined, open) : open;
      return {
        id: d.id,
        deadline: d,
        title: t.maybe(`${kind}.title`, undefined, t('ui.deadlineOf.title')),
        name: path ? <RouteLink to={path as string}>{d.label}</RouteLink> : d.label,
        note: d.pauseReason
          ? t.enum('PauseReason', d.pauseReason)
          : t.maybe(`${kind}.text`, undefined, t('ui.deadlineOf.text')),
        worth: d.amount,
        isOwn,
        action: path && (
          <RouteButton
            size="sm"
            to={path as string}
            aria-label={t('ui.home.openOne', { action, name: d.label })}
          >
            {action}
          </RouteButton>
        ),
      };
    });
  const deliveries = supervisions.nodes.map((one) => deliveryTask(one, words));
  return byTimeLeft([...deliveries, ...decisions, ...lapses]);
}
