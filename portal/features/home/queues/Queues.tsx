import type { ReactNode } from 'react';
import type { Count } from '../../../domain/bulk/selection.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { type MessageId, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { useObjectPath } from '../../../shell/objects.ts';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Details, type Rows, Value } from '../figures.tsx';
import { SmallTable } from '../SmallTable.tsx';
import { ageOf } from './ages.ts';

const Waiting = graphql(`
  fragment Queues_connection on DeadlineConnection {
    nodes { id subjectType subjectId event label createdAt dueAt }
  }
`);

/** One kind of waiting work. */
export interface Queue extends Rows {
  id: string;
  label: MessageId;
  count: Count;
  amount?: string;
  note?: ReactNode;
  /** Kinds of its deadlines: `ExclusiveDiscount.remind`. */
  of?: readonly string[];
  /** Its objects, where other queues have deadlines of the same kind. */
  objects?: readonly { id: string }[];
}

export interface QueuesProps {
  title: MessageId;
  queues: readonly Queue[];
  waiting: FragmentType<typeof Waiting>;
}

/** Queues with their number, money and the longest wait, which opens its record. */
export function Queues({ title, queues, waiting }: QueuesProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const pathOf = useObjectPath();
  const { nodes } = readFragment(Waiting, waiting);
  return (
    <SmallTable
      title={t(title)}
      heads={[t('ui.home.queue'), t('ui.home.queue.oldest'), t('ui.home.queue.count')]}
      figures={1}
      empty={t('ui.home.nothing')}
      rows={queues.map(({ id, label, count, amount, note, of = [], objects, to, search }) => {
        const own = objects
          ? nodes.filter(({ subjectId }) => objects.some((one) => one.id === subjectId))
          : nodes;
        const age = ageOf(own, of, now);
        const path = age && pathOf(age.oldest.subjectType, age.oldest.subjectId, age.oldest.event);
        const waited = age && format.span(now - Date.parse(age.oldest.createdAt));
        return {
          id,
          cells: [
            <TwoLine key="label" note={note}>
              {t(label)}
            </TwoLine>,
            <TwoLine
              key="age"
              note={
                age &&
                age.late > 0 && (
                  <Badge tone="bad">{t('ui.home.queue.late', { count: age.late })}</Badge>
                )
              }
            >
              {age && path ? <RouteLink to={path}>{waited}</RouteLink> : t('ui.none')}
            </TwoLine>,
            <TwoLine
              key="count"
              note={count.value > 0 && amount !== undefined && <Value amount={amount} />}
            >
              {count.value > 0 ? (
                <Details of={t(label)} to={to} search={search}>
                  <Value count={count} />
                </Details>
              ) : (
                <Value count={count} />
              )}
            </TwoLine>,
          ],
        };
      })}
    />
  );
}
