import { useState } from 'react';
import { type LiveAction, useActions } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Step.module.css';
import { StepForm } from './StepForm.tsx';
import { EVENTS, type EventName } from './steps.ts';

const StepDialog = lazyComponent(() => import('./StepDialog.tsx'), 'StepDialog');
const AppealDialog = lazyComponent(() => import('../appeals/AppealDialog.tsx'), 'AppealDialog');

const Supervision = graphql(`
  fragment NextStep_supervision on Supervision {
    id version status nextEvent actsSide orderNumber
    ...ActionButtons_actionable
    ...StepForm_supervision
    ...StepDialog_supervision
    ...AppealDialog_supervision
  }
`);

/** The side of the viewer in the words of `actsSide`; partners never act. */
const ACTING = {
  BUYER: 'CUSTOMER',
  SELLER: 'SELLER',
  OPERATOR: 'OPERATOR',
  PARTNER: null,
} as const;

/** The next steps of the viewer: the form of its own step, other steps, and an appeal. */
export function NextStep({ supervision }: { supervision: FragmentType<typeof Supervision> }) {
  const t = useText();
  const s = readFragment(Supervision, supervision);
  const actionOf = useActions(s);
  const mine = ACTING[sideOf(useSession())] === s.actsSide && s.actsSide !== null;
  const [asking, setAsking] = useState<EventName | 'appeal' | null>(null);
  const close = () => setAsking(null);
  const next = EVENTS.find((event) => event === s.nextEvent);
  const main = mine && next && actionOf(next) ? next : null;
  const others = EVENTS.flatMap((event): [EventName, LiveAction][] => {
    const action = event === main ? null : actionOf(event);
    return action ? [[event, action]] : [];
  });
  const appeal = actionOf('appeal');
  if (!main && others.length === 0 && !appeal) return null;
  return (
    <Card title={t(main ? 'ui.supervision.yourTurn' : 'ui.supervision.options')}>
      <div className="stack">
        {main && <StepForm key={main} supervision={s} event={main} action={actionOf(main)!} />}
        <div className={styles.others}>
          {others.map(([event, action]) => (
            <Button
              key={event}
              variant={event.startsWith('reject') || event === 'failReview' ? 'danger' : 'default'}
              disabledReason={action.disabledReason}
              onPress={() => setAsking(event)}
            >
              {t(`ui.supervision.step.${event}`)}
            </Button>
          ))}
          {appeal && (
            <Button disabledReason={appeal.disabledReason} onPress={() => setAsking('appeal')}>
              {t('ui.appeal.open')}
            </Button>
          )}
        </div>
      </div>
      {asking === 'appeal' && <AppealDialog supervision={s} onClose={close} />}
      {asking && asking !== 'appeal' && (
        <StepDialog supervision={s} event={asking} onClose={close} />
      )}
    </Card>
  );
}
