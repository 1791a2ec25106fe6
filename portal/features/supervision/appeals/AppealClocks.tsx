import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { HOUR } from '../../../lib/dates.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { TimeScale } from '../../../ui/display/TimeScale.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { SupervisionClocks } from '../flow/SupervisionClocks.tsx';
import styles from './Appeals.module.css';

const Appeal = graphql(`
  fragment AppealClocks_appeal on Appeal {
    id status createdAt decideBy endedAt
    supervision { id ...SupervisionClocks_supervision }
  }
`);

/** The clock of the decision beside the frozen clocks of the delivery. */
export function AppealClocks({ appeal }: { appeal: FragmentType<typeof Appeal> }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const a = readFragment(Appeal, appeal);
  const [from, until] = [Date.parse(a.createdAt), Date.parse(a.decideBy)];
  const shown = a.endedAt ? Date.parse(a.endedAt) : now;
  const left = until - shown;
  const tone = a.endedAt
    ? 'idle'
    : left < 6 * HOUR
      ? 'bad'
      : left < 24 * HOUR
        ? 'waiting'
        : 'review';
  return (
    <Card>
      <div className={styles.two}>
        <div>
          <h3>{t('ui.appeal.clock')}</h3>
          <p className="note">{t('ui.appeal.clockNote')}</p>
          <TimeScale
            label={t('ui.appeal.clock')}
            now={shown}
            nowLabel={
              a.endedAt
                ? t('ui.supervision.clock.took', { time: format.countdown(shown - from) })
                : format.deadline({ dueAt: a.decideBy }, now).text
            }
            tone={tone}
            marks={[
              {
                id: 'from',
                at: from,
                label: t('ui.appeal.clockFrom'),
                note: format.dateTime(a.createdAt),
              },
              {
                id: 'until',
                at: until,
                label: t('ui.appeal.clockUntil'),
                note: format.dateTime(a.decideBy),
              },
            ]}
          />
        </div>
        <SupervisionClocks supervision={a.supervision} />
      </div>
    </Card>
  );
}
