import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useActions } from '../../../domain/ActionButtons.tsx';
import { UpstreamCall } from '../../../domain/UpstreamCall.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useMay } from '../../../lib/session.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { endBinding, keepOurs, refetchDifference, takeOver } from './DifferenceCommands.ts';
import styles from './Upstream.module.css';

const ReasonDialog = lazyComponent(
  () => import('../../../domain/ReasonDialog.tsx'),
  'ReasonDialog',
);

const Difference = graphql(`
  fragment DifferenceSteps_difference on Difference {
    id version differenceClass ...ActionButtons_actionable
  }
`);

/** The steps, the one that agrees with the upstream first. */
const STEPS = ['takeOver', 'endBinding', 'keepOurs'] as const;
type Step = (typeof STEPS)[number];

/** One button for the step that resolves a difference; keeping our value is the other way. */
export function DifferenceSteps({ difference }: { difference: FragmentType<typeof Difference> }) {
  const t = useText();
  const may = useMay();
  const d = readFragment(Difference, difference);
  const actionOf = useActions(d);
  const [asking, setAsking] = useState<Exclude<Step, 'takeOver'> | null>(null);
  const taken = useStep(takeOver, t('ui.difference.done.takeOver'));
  const kept = useStep(keepOurs, t('ui.difference.done.keepOurs'));
  const ended = useStep(endBinding, t('ui.difference.done.endBinding'));
  const live = STEPS.flatMap((name) => {
    const action = actionOf(name);
    return action ? [{ name, ...action }] : [];
  });
  const [first = live[0]] = live.filter(({ enabled }) => enabled);
  const own = { id: d.id, version: d.version };
  return (
    <span className={styles.steps}>
      {live
        .filter(({ name, enabled }) => enabled || name === first?.name)
        .map(({ name, disabledReason }) => (
          <Button
            key={name}
            size="sm"
            variant={name === first?.name ? 'default' : 'ghost'}
            disabledReason={disabledReason}
            onPress={() => (name === 'takeOver' ? taken.run(own) : setAsking(name))}
          >
            {t(`ui.difference.${name}`)}
          </Button>
        ))}
      {may('differenceRefetch') && d.differenceClass !== 'DISTRIBUTOR' && (
        <UpstreamCall
          command={refetchDifference}
          id={d.id}
          label={t('ui.upstream.refetch')}
          icon={RotateCw}
        />
      )}
      {asking && (
        <ReasonDialog
          title={t(`ui.difference.${asking}`)}
          lead={t(`ui.difference.${asking}Text`)}
          label={t('ui.reason')}
          tone={asking === 'keepOurs' ? 'primary' : 'danger'}
          confirmLabel={t(`ui.difference.${asking}`)}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => (asking === 'keepOurs' ? kept : ended).submit({ ...own, reason })}
        />
      )}
    </span>
  );
}
