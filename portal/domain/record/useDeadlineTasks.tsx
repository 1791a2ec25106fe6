import { useLocation } from '@tanstack/react-router';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import { RouteButton, RouteLink } from '../../shell/links.ts';
import { useObjectPath } from '../../shell/objects.ts';
import type { RecordTask } from './task.ts';

const Deadline = graphql(`
  fragment useDeadlineTasks_deadline on Deadline {
    id subjectId subjectType label event dueAt isProvisional actsSide pausedSince pauseReason
    amount { amount currency }
  }
`);

/**
 * Running deadlines as tasks; on the page of its object, a task leads only to another page. `parts` names types whose
 * objects the page shows in full.
 */
export function useDeadlineTasks(
  deadlines: readonly FragmentType<typeof Deadline>[],
  parts: readonly string[] = [],
): RecordTask[] {
  const t = useText();
  const side = sideOf(useSession());
  const pathOf = useObjectPath();
  const { pathname } = useLocation();
  return deadlines.map((masked) => {
    const d = readFragment(Deadline, masked);
    const kind = `ui.deadlineOf.${d.subjectType}.${d.event ?? 'remind'}.${d.actsSide ?? 'NONE'}`;
    const path = pathOf(d.subjectType, d.subjectId, d.event);
    const isPart = parts.includes(d.subjectType);
    const isHere = pathname.endsWith(`/${d.subjectId}`);
    const isOwn = d.actsSide === side;
    const open = t('ui.home.open');
    const action = isOwn ? t.maybe(`${kind}.action`, undefined, open) : open;
    const leads = path && !isPart && !(isHere && (path === pathname || !isOwn));
    return {
      id: d.id,
      deadline: d,
      title: t.maybe(`${kind}.title`, undefined, t('ui.deadlineOf.title')),
      name: isHere ? undefined : path && !isPart ? (
        <RouteLink to={path}>{d.label}</RouteLink>
      ) : (
        d.label
      ),
      note: d.pauseReason
        ? t.enum('PauseReason', d.pauseReason)
        : t.maybe(`${kind}.text`, undefined, t('ui.deadlineOf.text')),
      worth: d.amount,
      isOwn,
      action: leads && (
        <RouteButton
          size="sm"
          to={path}
          aria-label={t('ui.home.openOne', { action, name: d.label })}
        >
          {action}
        </RouteButton>
      ),
    };
  });
}
