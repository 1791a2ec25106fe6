import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import { RouteLink } from '../../shell/links.ts';
import { NudgeButton } from './NudgeButton.tsx';
import type { RecordTask } from './task.ts';

const Supervision = graphql(`
  fragment useDeliveryTasks_supervision on Supervision {
    id productName status actsSide dueAt clockSince dealPrice { amount currency }
    ...NudgeButton_supervision
  }
`);

/** Deliveries that wait for a side, each with its clock and a reminder to that side. */
export function useDeliveryTasks(
  supervisions: readonly FragmentType<typeof Supervision>[],
): RecordTask[] {
  const t = useText();
  const format = useFormat();
  const side = sideOf(useSession());
  return supervisions.map((masked) => {
    const s = readFragment(Supervision, masked);
    const words = `ui.deadlineOf.Supervision.flagStalled.${s.actsSide}`;
    return {
      id: s.id,
      deadline: s.dueAt ? { dueAt: s.dueAt } : null,
      title: t.enum('SupervisionStatus', s.status),
      name: (
        <RouteLink to="/supervisions/$id" params={{ id: s.id }}>
          {s.productName}
        </RouteLink>
      ),
      note: `${t.maybe(`${words}.title`)}${t('ui.listSeparator')}${t('ui.record.since', {
        time: format.dateTime(s.clockSince),
      })}`,
      worth: s.dealPrice,
      isOwn: s.actsSide === side,
      action: <NudgeButton supervision={s} />,
    };
  });
}
