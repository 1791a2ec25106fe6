import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteButton } from '../../shell/links.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useActions } from '../ActionButtons.tsx';
import { useStep } from '../useStep.ts';

const Supervision = graphql(`
  fragment NudgeButton_supervision on Supervision { id productName ...ActionButtons_actionable }
`);
const nudge = graphql(`
  mutation NudgeButton_nudge($input: SupervisionNudgeInput!, $idempotencyKey: ID!) {
    step: supervisionNudge(input: $input, idempotencyKey: $idempotencyKey) {
      supervision { id ...NudgeButton_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Reminds the side in turn of a delivery, once a day; for other viewers a link to the delivery. */
export function NudgeButton({ supervision }: { supervision: FragmentType<typeof Supervision> }) {
  const t = useText();
  const s = readFragment(Supervision, supervision);
  const { run } = useStep(nudge, t('ui.record.nudged', { name: s.productName }));
  const action = useActions(s)('nudge');
  if (!action)
    return (
      <RouteButton
        size="sm"
        to="/supervisions/$id"
        params={{ id: s.id }}
        aria-label={t('ui.home.openOne', { action: t('ui.home.open'), name: s.productName })}
      >
        {t('ui.home.open')}
      </RouteButton>
    );
  return (
    <Button size="sm" disabledReason={action.disabledReason} onPress={() => run({ id: s.id })}>
      {t('ui.record.nudge')}
    </Button>
  );
}
