import { Ban, Check, Gavel } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons, type ActionButtonsProps } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText, type UserErrorLike } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { type MessageId, useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { authorizePayment, overrideRefusal, refusePayment } from './AuthorizationCommands.ts';
import { useRefusalReasons } from './refusal-reasons.ts';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');

const Authorization = graphql(`
  fragment AuthorizationActions_authorization on PaymentAuthorization {
    id version partnerName orderNumber
    amount { amount currency }
    ...ActionButtons_actionable
  }
`);

type Step = 'authorize' | 'refuse' | 'override';

export interface AuthorizationActionsProps extends Pick<ActionButtonsProps, 'size'> {
  authorization: FragmentType<typeof Authorization>;
}

/** Decision on one payment: the seller's, or the operator's instead of it. */
export function AuthorizationActions({ authorization, size }: AuthorizationActionsProps) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Authorization, authorization);
  const [asking, setAsking] = useState<Step | null>(null);
  const authorize = useCommand(authorizePayment);
  const refuse = useCommand(refusePayment);
  const override = useCommand(overrideRefusal);
  const refusals = useRefusalReasons();
  const close = () => setAsking(null);
  const facts = {
    partner: a.partnerName,
    amount: format.money(a.amount),
    order: a.orderNumber,
  };
  const button = (name: Step) => ({
    name,
    label: t(`ui.paymentQueue.${name}`),
    onPress: () => setAsking(name),
  });
  function report(errors: readonly UserErrorLike[] | undefined, done: MessageId) {
    const [problem] = errors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (errors) toast.show({ tone: 'good', title: t(done, facts) });
  }
  async function confirm() {
    const payload = await authorize.run({ id: a.id, version: a.version });
    report(payload?.userErrors, 'ui.paymentQueue.authorizeToast');
  }
  const reasoned = async (
    command: typeof refuse | typeof override,
    reason: string,
    done: MessageId,
  ) => {
    const payload = await command.run({ id: a.id, version: a.version, reason });
    if (payload?.userErrors.length === 0) report([], done);
    return payload?.userErrors ?? null;
  };
  return (
    <>
      <ActionButtons
        actionable={a}
        size={size}
        buttons={[
          { ...button('authorize'), icon: Check, variant: 'primary' },
          { ...button('refuse'), icon: Ban, variant: 'danger' },
          { ...button('override'), icon: Gavel, variant: 'primary' },
        ]}
      />
      <ConfirmDialog
        isOpen={asking === 'authorize'}
        onOpenChange={close}
        title={t('ui.paymentQueue.authorizeTitle', facts)}
        confirmLabel={t('ui.paymentQueue.authorize')}
        cancelLabel={t('ui.cancel')}
        onConfirm={confirm}
      >
        {t('ui.paymentQueue.authorizeText', facts)}
      </ConfirmDialog>
      {asking === 'refuse' && (
        <ReasonDialog
          title={t('ui.paymentQueue.refuseTitle', facts)}
          lead={t('ui.paymentQueue.refuseNote')}
          label={t('ui.reason')}
          templates={refusals}
          confirmLabel={t('ui.paymentQueue.refuse')}
          onClose={close}
          onConfirm={(reason) => reasoned(refuse, reason, 'ui.paymentQueue.refuseToast')}
        />
      )}
      {asking === 'override' && (
        <ReasonDialog
          title={t('ui.paymentQueue.overrideTitle', facts)}
          lead={t('ui.paymentQueue.overrideNote')}
          label={t('ui.reason')}
          confirmLabel={t('ui.paymentQueue.override')}
          onClose={close}
          onConfirm={(reason) => reasoned(override, reason, 'ui.paymentQueue.overrideToast')}
        />
      )}
    </>
  );
}
