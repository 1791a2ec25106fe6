import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useNow } from '../../lib/clock.ts';
import { HOUR } from '../../lib/dates.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Scale, type ScaleMark } from '../../ui/display/Scale.tsx';
import { Card } from '../../ui/layout/Card.tsx';

const Demand = graphql(`
  fragment DemandClock_demand on CustomerDemand { status submittedAt answerDueAt answeredAt answeredByName }
`);

/** Hours before the deadline at which both sides are reminded. */
const REMINDERS = [48, 12] as const;

/** The seller's time to receive a demand on one scale: submission, reminders, answer or now, deadline. */
export function DemandClock({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { status, submittedAt, answerDueAt, answeredAt } = readFragment(Demand, demand);
  if (!submittedAt || !answerDueAt) return null;
  const [start, end] = [Date.parse(submittedAt), Date.parse(answerDueAt)];
  const waiting = status === 'SUBMITTED';
  const lapsed = status === 'AUTO_REJECTED';
  const until = lapsed ? end : answeredAt ? Date.parse(answeredAt) : waiting ? now : start;
  const at = (instant: number) => (instant - start) / (end - start);
  const state = lapsed ? 'lapsed' : answeredAt ? 'answered' : 'now';
  const reached: ScaleMark[] =
    waiting || answeredAt || lapsed
      ? [
          {
            id: 'until',
            at: at(until),
            above: true,
            label: t(`ui.demand.clock.${state}`, {
              time: format.dateTime(new Date(until).toISOString()),
            }),
          },
        ]
      : [];
  const reminders = REMINDERS.map((hours): ScaleMark => {
    const instant = end - hours * HOUR;
    return {
      id: `remind-${hours}`,
      at: at(instant),
      label: t('ui.demand.clock.left', { hours }),
      // Without a note until then: it would lie over the date of the deadline.
      note: until >= instant ? t('ui.demand.clock.reminded') : undefined,
    };
  });
  const left = end - now;
  const tone = answeredAt
    ? 'good'
    : lapsed || (waiting && left < 6 * HOUR)
      ? 'bad'
      : waiting && left < 24 * HOUR
        ? 'waiting'
        : 'brand';
  return (
    <Card title={t('ui.demand.clock')} note={t('ui.demand.clock.note')}>
      <Scale
        label={t('ui.demand.clock')}
        filled={at(until)}
        tone={tone}
        marks={[
          {
            id: 'start',
            at: 0,
            label: t('ui.demand.clock.submitted'),
            note: format.dateTime(submittedAt),
          },
          ...reached,
          ...reminders,
          {
            id: 'end',
            at: 1,
            label: t('ui.demand.clock.due'),
            note: format.dateTime(answerDueAt),
          },
        ]}
      />
      {waiting && <p className="note">{t('ui.demand.clock.lapse')}</p>}
    </Card>
  );
}
