import { Truck, Undo2 } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { withdrawRequest } from '../OrderCommands.ts';
import { RequestFacts } from './RequestFacts.tsx';

const ShipBackDialog = lazyComponent(() => import('./ShipBackDialog.tsx'), 'ShipBackDialog');

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
  const withdraw = useStep(withdrawRequest, t('ui.refund.withdrawn'));
  return (
    <RequestFacts request={r}>
      {!r.endedAt && (
        <StepButtons
          actionable={r}
          size="sm"
          steps={[
            {
              name: 'shipBack',
              label: t('ui.refund.shipBack'),
              icon: Truck,
              variant: 'primary',
              dialog: (close) => <ShipBackDialog request={r} onClose={close} />,
            },
            {
              name: 'withdraw',
              label: t('ui.refund.withdraw'),
              icon: Undo2,
              confirm: {
                title: t('ui.refund.withdrawTitle'),
                text: t('ui.refund.withdrawText', { name: r.productName }),
                run: () => withdraw.run({ id: r.id, version: r.version }),
              },
            },
          ]}
        />
      )}
    </RequestFacts>
  );
}
