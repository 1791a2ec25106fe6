import { useActions } from '../../../domain/ActionButtons.tsx';
import { byTimeLeft, type RecordTask } from '../../../domain/record/task.ts';
import { useDeadlineTasks } from '../../../domain/record/useDeadlineTasks.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { daysBetween, isoDay } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';

const Discount = graphql(`
  fragment DiscountTasks_discount on ExclusiveDiscount {
    id status validUntil decisionReason sellerDecidesNext
    soldLastYear { amount currency }
    successor { id }
    ...ActionButtons_actionable
  }
`);
const Query = graphql(`
  fragment DiscountTasks_query on Query {
    deadlines(first: 10, filter: { subjectId: [$id] }) {
      nodes { id event ...useDeadlineTasks_deadline }
    }
  }
`);

/** Days before its end in which a discount is to be extended. */
const SOON = 30;

/** Everything open about a discount: its clocks, and the step that its partner can take by a button of the head. */
export function useDiscountTasks(
  discount: FragmentType<typeof Discount>,
  query: FragmentType<typeof Query>,
): RecordTask[] {
  const t = useText();
  const now = useNow();
  const d = readFragment(Discount, discount);
  const actionOf = useActions(d);
  const isSoon = daysBetween(isoDay(now), isoDay(d.validUntil)) <= SOON;
  const { nodes } = readFragment(Query, query).deadlines;
  const clocks = useDeadlineTasks(nodes.filter(({ event }) => event !== 'end' || isSoon));
  const may = (name: string): boolean => actionOf(name)?.enabled ?? false;
  const end = nodes.find(({ event }) => event === 'end')?.id;
  const worth = Number(d.soldLastYear?.amount ?? 0) > 0 ? d.soldLastYear : null;
  const tasks = clocks.map((task): RecordTask => {
    const note = d.sellerDecidesNext ? t('ui.discount.thenSeller') : task.note;
    const own = { ...task, note, worth: worth ?? task.worth };
    return task.id === end && !d.successor && may('extend')
      ? { ...own, note: t('ui.record.lapse.DISCOUNT.text'), isOwn: true }
      : own;
  });
  const step = d.status === 'REJECTED' ? 'update' : 'submit';
  if (may(step))
    tasks.push({
      id: step,
      title: t(step === 'update' ? 'ui.discount.editAgain' : 'ui.discount.submit'),
      note: d.decisionReason ?? t('ui.discount.submitNext'),
      worth,
      isOwn: true,
    });
  return byTimeLeft(tasks);
}
