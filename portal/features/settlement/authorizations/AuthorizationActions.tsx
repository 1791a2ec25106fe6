import { Ban, Check, Gavel } from 'lucide-react';
import { StepButtons, type StepButtonsProps } from '../../../domain/StepButtons.tsx';
import { taskSteps } from '../../../domain/task-steps.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { authorizePayment, overrideRefusal, refusePayment } from './AuthorizationCommands.ts';
import { useRefusalReasons } from './refusal-reasons.ts';

const Authorization = graphql(`
  fragment AuthorizationActions_authorization on PaymentAuthorization {
    id version partnerName orderNumber
    amount { amount currency }
    ...ActionButtons_actionable
  }
`);

export interface AuthorizationActionsProps extends Pick<StepButtonsProps, 'size'> {
  authorization: FragmentType<typeof Authorization>;
}

/** Decision on one payment: the seller's, or the operator's instead of it. */
export function AuthorizationActions({ authorization, size }: AuthorizationActionsProps) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Authorization, authorization);
  const facts = {
    partner: a.partnerName,
    amount: format.money(a.amount),
    order: a.orderNumber,
  };
  const authorize = useStep(authorizePayment, t('ui.paymentQueue.authorizeToast', facts));
  const refuse = useStep(refusePayment, t('ui.paymentQueue.refuseToast', facts));
  const override = useStep(overrideRefusal, t('ui.paymentQueue.overrideToast', facts));
  const refusals = useRefusalReasons();
  const row = { id: a.id, version: a.version };
  return (
    <StepButtons
      actionable={a}
      size={size}
      steps={[
        {
          name: 'authorize',
          label: t('ui.paymentQueue.authorize'),
          icon: Check,
          variant: 'primary',
          confirm: {
            title: t('ui.paymentQueue.authorizeTitle', facts),
            text: t('ui.paymentQueue.authorizeText', facts),
            run: () => authorize.run(row),
          },
        },
        {
          name: 'refuse',
          label: t('ui.paymentQueue.refuse'),
          icon: Ban,
          variant: 'danger',
          reason: {
            title: t('ui.paymentQueue.refuseTitle', facts),
            text: t('ui.paymentQueue.refuseNote'),
            templates: refusals,
            run: (reason) => refuse.submit({ ...row, reason }),
          },
        },
        {
          name: 'override',
          label: t('ui.paymentQueue.override'),
          icon: Gavel,
          variant: 'primary',
          reason: {
            title: t('ui.paymentQueue.overrideTitle', facts),
            text: t('ui.paymentQueue.overrideNote'),
            run: (reason) => override.submit({ ...row, reason }),
          },
        },
      ]}
    />
  );
}

const Task = graphql(`
  query AuthorizationTask($id: ID!) { paymentAuthorization(by: { id: $id }) { id ...AuthorizationActions_authorization } }
`);

/** The decision on a payment, on a task. */
export const AuthorizationTask = taskSteps(
  Task,
  ({ paymentAuthorization }) => paymentAuthorization,
  ({ object }) => <AuthorizationActions authorization={object} />,
);
