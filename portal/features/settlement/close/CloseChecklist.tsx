import { Check, Circle, Clock, Flag } from 'lucide-react';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Icon } from '../../../ui/display/Icon.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { toMiddle } from '../../../ui/layout/to-middle.ts';
import styles from './CloseChecklist.module.css';
import type { CloseStep } from './close-states.ts';

export interface CloseProgress {
  step: CloseStep;
  /** Rows that have passed the step, and all rows of the month. */
  done: number;
  total: number;
  /** Rows that wait for this step; absent: none. */
  note?: string | null;
  /** The open part is a problem, not only waiting. */
  isBad?: boolean;
}

const looks = {
  good: { icon: Check, tone: 't-good' },
  bad: { icon: Flag, tone: 't-bad' },
  waiting: { icon: Clock, tone: 't-waiting' },
  todo: { icon: Circle, tone: 'muted' },
} as const;

const lookOf = ({ done, total, isBad }: CloseProgress) => {
  if (isBad) return looks.bad;
  if (done < total) return looks.waiting;
  return total > 0 ? looks.good : looks.todo;
};

const stateOf = ({ done, total }: CloseProgress) => {
  if (total === 0) return 'ui.close.notBegun';
  return done < total ? 'ui.close.earlierOpen' : 'ui.close.allDone';
};

export interface CloseChecklistProps {
  period: string;
  current: CloseStep;
  steps: readonly CloseProgress[];
}

/** 关账清单: each step of the month with its progress; a step opens its rows. */
export function CloseChecklist({ period, current, steps }: CloseChecklistProps) {
  const t = useText();
  const closed = steps.filter(({ done, total, isBad }) => !isBad && total > 0 && done === total);
  return (
    <Card
      flush
      title={t('ui.close.checklist')}
      note={t('ui.close.stepsDone', { done: closed.length, total: steps.length })}
    >
      <ol className={styles.steps}>
        {steps.map((progress) => {
          const { icon, tone } = lookOf(progress);
          const { step, done, total, note } = progress;
          return (
            <li key={step} ref={step === current ? toMiddle : undefined}>
              <RouteLink
                variant="quiet"
                to="/period-close"
                search={{ period, step }}
                className={styles.step}
                aria-current={step === current ? 'step' : undefined}
              >
                <span className={tone}>
                  <Icon of={icon} />
                </span>
                <strong>{t(`ui.close.step.${step}`)}</strong>
                <span className="muted num">{t('ui.close.doneOf', { done, total })}</span>
                <span className={`${styles.note} note`}>{note ?? t(stateOf(progress))}</span>
              </RouteLink>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
