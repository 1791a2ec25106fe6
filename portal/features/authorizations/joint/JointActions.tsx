import { Ban, Check, Pencil, RefreshCw, Undo2, X } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { taskSteps } from '../../../domain/task-steps.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { refuseJoint, revokeJoint, withdrawJoint } from '../AuthorizationCommands.ts';

const AmendDialog = lazyComponent(() => import('./AmendDialog.tsx'), 'AmendDialog');
const GrantDialog = lazyComponent(() => import('./GrantDialog.tsx'), 'GrantDialog');
const RenewDialog = lazyComponent(() => import('./RenewDialog.tsx'), 'RenewDialog');

const Authorization = graphql(`
  fragment JointActions_authorization on JointSalesAuthorization {
    id version productName partnerName
    ...ActionButtons_actionable
    ...GrantDialog_authorization
    ...AmendDialog_authorization
    ...RenewDialog_authorization
  }
`);

type Step = 'withdraw' | 'renew' | 'refuse' | 'grant' | 'revoke' | 'amend';

/** Actions of partner and seller on a joint-sales authorization or request. */
export function JointActions({
  authorization,
}: {
  authorization: FragmentType<typeof Authorization>;
}) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const withdraw = useStep(withdrawJoint, t('ui.authorization.withdrawn'));
  const refuse = useStep(refuseJoint, t('ui.authorization.refused'));
  const revoke = useStep(revokeJoint, t('ui.authorization.revoked'));
  const row = { id: a.id, version: a.version };
  const step = (name: Step) => ({ name, label: t(`ui.authorization.${name}`) });
  return (
    <StepButtons
      actionable={a}
      steps={[
        {
          ...step('withdraw'),
          icon: Undo2,
          confirm: {
            title: t('ui.authorization.withdrawTitle', { name: a.productName }),
            text: t('ui.authorization.withdrawText'),
            run: () => withdraw.run(row),
          },
        },
        {
          ...step('renew'),
          icon: RefreshCw,
          variant: 'primary',
          dialog: (close) => <RenewDialog authorization={a} onClose={close} />,
        },
        {
          ...step('revoke'),
          icon: Ban,
          variant: 'danger',
          reason: {
            title: t('ui.authorization.revokeTitle', { name: a.productName }),
            text: t('ui.authorization.revokeText'),
            run: (reason) => revoke.submit({ ...row, reason }),
          },
        },
        {
          ...step('amend'),
          icon: Pencil,
          variant: 'primary',
          dialog: (close) => <AmendDialog authorization={a} onClose={close} />,
        },
        {
          ...step('refuse'),
          icon: X,
          variant: 'danger',
          reason: {
            title: t('ui.authorization.refuseTitle', { name: a.productName }),
            text: t('ui.authorization.refuseText', { partner: a.partnerName }),
            templates: [
              t('ui.authorization.reason.share'),
              t('ui.authorization.reason.rate'),
              t('ui.authorization.reason.partner'),
            ],
            run: (reason) => refuse.submit({ ...row, reason }),
          },
        },
        {
          ...step('grant'),
          icon: Check,
          variant: 'primary',
          dialog: (close) => <GrantDialog authorization={a} onClose={close} />,
        },
      ]}
    />
  );
}

const Task = graphql(`
  query JointTask($id: ID!) { jointSalesAuthorization(by: { id: $id }) { id ...JointActions_authorization } }
`);

/** The steps of a joint-sales authorization, on a task. */
export const JointTask = taskSteps(
  Task,
  ({ jointSalesAuthorization }) => jointSalesAuthorization,
  ({ object }) => <JointActions authorization={object} />,
);
