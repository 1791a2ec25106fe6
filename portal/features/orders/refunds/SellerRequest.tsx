import { Check, PackageCheck, X } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { ReasonDialog } from '../../../domain/ReasonDialog.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText, type UserErrorLike } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { approveRequest, confirmReturn, rejectRequest } from '../OrderCommands.ts';
import { RequestFacts } from './RequestFacts.tsx';

const Request = graphql(`
  fragment SellerRequest_request on RefundRequest {
    id version status endedAt productName needsReturn
    amount { amount currency }
    ...RequestFacts_request
    ...ActionButtons_actionable
  }
`);

/** A request of the customer, which the seller answers and the others follow. */
export function SellerRequest({ request }: { request: FragmentType<typeof Request> }) {
  const t = useText();
  const format = useFormat();
  const r = readFragment(Request, request);
  const [step, setStep] = useState<'approve' | 'reject' | 'confirmReturn' | null>(null);
  const [withoutReturn, setWithoutReturn] = useState(false);
  const approve = useCommand(approveRequest);
  const reject = useCommand(rejectRequest);
  const confirm = useCommand(confirmReturn);
  const close = () => setStep(null);
  const amount = format.money(r.amount);
  const { id, version, productName: name } = r;
  const asksReturn = r.needsReturn && !withoutReturn;
  function show(payload: { userErrors: readonly UserErrorLike[] } | null, done: string) {
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: done });
  }
  async function refuse(reason: string) {
    const payload = await reject.run({ id, version, reason });
    if (payload?.userErrors.length === 0)
      toast.show({ tone: 'good', title: t('ui.refund.rejected') });
    return payload?.userErrors ?? null;
  }
  return (
    <RequestFacts request={r}>
      {!r.endedAt && (
        <ActionButtons
          actionable={r}
          size="sm"
          buttons={[
            {
              name: 'approve',
              label: t('ui.refund.approve'),
              icon: Check,
              variant: 'primary',
              onPress: () => setStep('approve'),
            },
            {
              name: 'confirmReturn',
              label: t('ui.refund.confirmReturn'),
              icon: PackageCheck,
              variant: 'primary',
              onPress: () => setStep('confirmReturn'),
            },
            {
              name: 'reject',
              label: t('ui.refund.reject'),
              icon: X,
              onPress: () => setStep('reject'),
            },
          ]}
        />
      )}
      <ConfirmDialog
        isOpen={step === 'approve'}
        onOpenChange={close}
        title={t(asksReturn ? 'ui.refund.approveReturnTitle' : 'ui.refund.approveTitle', {
          amount,
        })}
        confirmLabel={t('ui.refund.approve')}
        cancelLabel={t('ui.cancel')}
        tone={asksReturn ? 'primary' : 'danger'}
        onConfirm={async () =>
          show(
            await approve.run({ id, version, ...(withoutReturn && { withoutReturn }) }),
            asksReturn ? t('ui.refund.approvedReturn') : t('ui.refund.approved', { amount }),
          )
        }
      >
        <div className="stack">
          <p>{t(asksReturn ? 'ui.refund.approveReturnText' : 'ui.refund.approveText', { name })}</p>
          {r.needsReturn && (
            <Checkbox isSelected={withoutReturn} onChange={setWithoutReturn}>
              {t('ui.refund.withoutReturn')}
            </Checkbox>
          )}
        </div>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={step === 'confirmReturn'}
        onOpenChange={close}
        title={t('ui.refund.confirmReturnTitle', { amount })}
        confirmLabel={t('ui.refund.confirmReturn')}
        cancelLabel={t('ui.cancel')}
        tone="danger"
        onConfirm={async () =>
          show(await confirm.run({ id, version }), t('ui.refund.approved', { amount }))
        }
      >
        {t('ui.refund.confirmReturnText', { name })}
      </ConfirmDialog>
      {step === 'reject' && (
        <ReasonDialog
          title={t('ui.refund.rejectTitle')}
          lead={t(r.status === 'RETURNING' ? 'ui.refund.rejectReturnText' : 'ui.refund.rejectText')}
          label={t('ui.reason')}
          help={t('ui.refund.rejectHelp')}
          confirmLabel={t('ui.refund.reject')}
          onClose={close}
          onConfirm={refuse}
        />
      )}
    </RequestFacts>
  );
}
