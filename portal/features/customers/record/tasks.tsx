import { byTimeLeft, type RecordTask } from '../../../domain/record/task.ts';
import { useDeadlineTasks } from '../../../domain/record/useDeadlineTasks.tsx';
import { useDeliveryTasks } from '../../../domain/record/useDeliveryTasks.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CustomerTasks_CustomerFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteButton, RouteLink } from '../../../shell/links.ts';

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
      nodes { id subjectType event ...useDeadlineTasks_deadline }
    }
    supervisions(
      first: 20, filter: { customerId: [$id], actsSide: [CUSTOMER, SELLER, OPERATOR] }
      orderBy: { field: DUE, direction: ASC }
    ) {
      nodes { id ...useDeliveryTasks_supervision }
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
    name: <RouteLink to={path}>{name}</RouteLink>,
    note: t(`${words}.text`),
    worth: lapse.worth,
    isOwn: true,
    action: (
      <RouteButton
        size="sm"
        to={path}
        aria-label={t('ui.home.openOne', { action: t(`${words}.action`), name })}
      >
        {t(`${words}.action`)}
      </RouteButton>
    ),
  };
}

/** Everything open about a customer by time left: deliveries, decisions, and rights that lapse. */
export function useCustomerTasks(
  customer: FragmentType<typeof Customer>,
  query: FragmentType<typeof Query>,
): RecordTask[] {
  const t = useText();
  const words = { t, format: useFormat() };
  const { business } = readFragment(Customer, customer);
  const { deadlines, supervisions } = readFragment(Query, query);
  const lapses = (business?.coverage ?? []).flatMap((product) =>
    product.lapses.filter(({ isSoon }) => isSoon).map((lapse) => lapseTask(product, lapse, words)),
  );
  const decisions = useDeadlineTasks(
    deadlines.nodes.filter(
      ({ subjectType, event }) =>
        subjectType !== 'Supervision' && !(event && business && TOLD_ELSEWHERE.has(event)),
    ),
  );
  const deliveries = useDeliveryTasks(supervisions.nodes);
  return byTimeLeft([...deliveries, ...decisions, ...lapses]);
}
