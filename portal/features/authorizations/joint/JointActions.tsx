import { Ban, Check, Pencil, RefreshCw, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { type ActionButton, ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { refuseJoint, revokeJoint, withdrawJoint } from '../AuthorizationCommands.ts';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');
const AmendDialog = later(() => import('./AmendDialog.tsx'), 'AmendDialog');
const GrantDialog = later(() => import('./GrantDialog.tsx'), 'GrantDialog');
const RenewDialog = later(() => import('./RenewDialog.tsx'), 'RenewDialog');

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
  const [asking, setAsking] = useState<Step | null>(null);
  const withdraw = useCommand(withdrawJoint);
  const refuse = useCommand(refuseJoint);
  const revoke = useCommand(revokeJoint);
  const close = () => setAsking(null);
  const button = (name: Step, rest: Omit<ActionButton, 'name' | 'label' | 'onPress'>) => ({
    name,
    label: t(`ui.authorization.${name}`),
    onPress: () => setAsking(name),
    ...rest,
  });

  async function takeBack() {
    const payload = await withdraw.run({ id: a.id, version: a.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: t('ui.authorization.withdrawn') });
  }
  async function withReason(step: 'refuse' | 'revoke', reason: string) {
    const { run } = step === 'refuse' ? refuse : revoke;
    const payload = await run({ id: a.id, version: a.version, reason });
    if (payload?.userErrors.length === 0)
      toast.show({
        tone: 'good',
        title: t(step === 'refuse' ? 'ui.authorization.refused' : 'ui.authorization.revoked'),
      });
    return payload?.userErrors ?? null;
  }
  return (
    <>
      <ActionButtons
        actionable={a}
        buttons={[
          button('withdraw', { icon: Undo2 }),
          button('renew', { icon: RefreshCw, variant: 'primary' }),
          button('revoke', { icon: Ban, variant: 'danger' }),
          button('amend', { icon: Pencil, variant: 'primary' }),
          button('refuse', { icon: X, variant: 'danger' }),
          button('grant', { icon: Check, variant: 'primary' }),
        ]}
      />
      {asking === 'grant' && <GrantDialog authorization={a} onClose={close} />}
      {asking === 'amend' && <AmendDialog authorization={a} onClose={close} />}
      {asking === 'renew' && <RenewDialog authorization={a} onClose={close} />}
      {asking === 'refuse' && (
        <ReasonDialog
          title={t('ui.authorization.refuseTitle', { name: a.productName })}
          lead={t('ui.authorization.refuseText', { partner: a.partnerName })}
          label={t('ui.reason')}
          templates={[
            t('ui.authorization.reason.share'),
            t('ui.authorization.reason.rate'),
            t('ui.authorization.reason.partner'),
          ]}
          confirmLabel={t('ui.authorization.refuse')}
          onClose={close}
          onConfirm={(reason) => withReason('refuse', reason)}
        />
      )}
      {asking === 'revoke' && (
        <ReasonDialog
          title={t('ui.authorization.revokeTitle', { name: a.productName })}
          lead={t('ui.authorization.revokeText')}
          label={t('ui.reason')}
          confirmLabel={t('ui.authorization.revoke')}
          onClose={close}
          onConfirm={(reason) => withReason('revoke', reason)}
        />
      )}
      <ConfirmDialog
        isOpen={asking === 'withdraw'}
        onOpenChange={close}
        title={t('ui.authorization.withdrawTitle', { name: a.productName })}
        confirmLabel={t('ui.authorization.withdraw')}
        cancelLabel={t('ui.cancel')}
        onConfirm={takeBack}
      >
        {t('ui.authorization.withdrawText')}
      </ConfirmDialog>
    </>
  );
}
