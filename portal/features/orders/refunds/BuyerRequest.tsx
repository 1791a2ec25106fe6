import { Truck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';
import { withdrawRequest } from '../OrderCommands.ts';
import { RequestFacts } from './RequestFacts.tsx';

const ShipBackDialog = later(() => import('./ShipBackDialog.tsx'), 'ShipBackDialog');

const Request = graphql(`
  fragment BuyerRequest_request on RefundRequest {
    id version status endedAt productName
    ...RequestFacts_request
    ...ShipBackDialog_request
    ...ActionButtons_actionable
  }
`);

/** A request of the buyer, which it withdraws, or for which it sends hardware back. */
export function BuyerRequest({ request }: { request: FragmentType<typeof Request> }) {
  const t = useText();
  const r = readFragment(Request, request);
  const [step, setStep] = useState<'withdraw' | 'shipBack' | null>(null);
  const { run } = useCommand(withdrawRequest);
  const close = () => setStep(null);
  async function withdraw() {
    const payload = await run({ id: r.id, version: r.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: t('ui.refund.withdrawn') });
  }
  return (
    <RequestFacts request={r}>
      {!r.endedAt && (
        <ActionButtons
          actionable={r}
          size="sm"
          buttons={[
            {
              name: 'shipBack',
              label: t('ui.refund.shipBack'),
              icon: Truck,
              variant: 'primary',
              onPress: () => setStep('shipBack'),
            },
            {
              name: 'withdraw',
              label: t('ui.refund.withdraw'),
              icon: Undo2,
              onPress: () => setStep('withdraw'),
            },
          ]}
        />
      )}
      <ConfirmDialog
        isOpen={step === 'withdraw'}
        onOpenChange={close}
        title={t('ui.refund.withdrawTitle')}
        confirmLabel={t('ui.refund.withdraw')}
        cancelLabel={t('ui.cancel')}
        onConfirm={withdraw}
      >
        {t('ui.refund.withdrawText', { name: r.productName })}
      </ConfirmDialog>
      {step === 'shipBack' && <ShipBackDialog request={r} onClose={close} />}
    </RequestFacts>
  );
}
