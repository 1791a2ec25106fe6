import { useActions } from '../../../domain/ActionButtons.tsx';
import { byTimeLeft, type RecordTask } from '../../../domain/record/task.ts';
import { useDeadlineTasks } from '../../../domain/record/useDeadlineTasks.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';

const Demand = graphql(`
  fragment DemandTasks_demand on CustomerDemand {
    id
    expectedAmount { amount currency }
    privateOffer {
      id
      netTotal { amount currency }
      exclusiveDiscount { id status }
      viewerActions { name enabled }
    }
    ...ActionButtons_actionable
  }
`);
const Query = graphql(`
  fragment DemandTasks_query on Query {
    deadlines(first: 10, filter: { subjectId: [$id] }) {
      nodes { id ...useDeadlineTasks_deadline }
    }
  }
`);

/** Everything open about a demand: its clock, and the step that its partner can take by a button of the head. */
export function useDemandTasks(
  demand: FragmentType<typeof Demand>,
  query: FragmentType<typeof Query>,
): RecordTask[] {
  const t = useText();
  const d = readFragment(Demand, demand);
  const clocks = useDeadlineTasks(readFragment(Query, query).deadlines.nodes);
  const tasks = clocks.map((task): RecordTask => ({ ...task, worth: d.expectedAmount }));
  if (useActions(d)('submit')?.enabled)
    tasks.push({
      id: 'submit',
      title: t('ui.demand.submit'),
      note: t('ui.demand.submitNext'),
      worth: d.expectedAmount,
      isOwn: true,
    });
  const offer = d.privateOffer;
  const isPrefilled = offer?.exclusiveDiscount?.status === 'DRAFT';
  const mayDraft =
    !offer?.exclusiveDiscount &&
    offer?.viewerActions.some(({ name, enabled }) => name === 'draftDiscount' && enabled);
  if (isPrefilled || mayDraft)
    tasks.push({
      id: 'discount',
      title: t(isPrefilled ? 'ui.discount.submit' : 'ui.privateOffer.draftDiscount'),
      note: t('ui.demand.discountNext'),
      worth: offer?.netTotal,
      isOwn: true,
    });
  return byTimeLeft(tasks);
}
