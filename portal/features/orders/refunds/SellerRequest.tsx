import { Check, PackageCheck, X } from 'lucide-react';
import { useState } from 'react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
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
  const [withoutReturn, setWithoutReturn] = useState(false);
  const amount = format.money(r.amount);
  const { id, version, productName: name } = r;
  const asksReturn = r.needsReturn && !withoutReturn;
  const refunded = t('ui.refund.approved', { amount });
  const approve = useStep(approveRequest, asksReturn ? t('ui.refund.approvedReturn') : refunded);
  const reject = useStep(rejectRequest, t('ui.refund.rejected'));
  const confirm = useStep(confirmReturn, refunded);
  return (
    <RequestFacts request={r}>
      {!r.endedAt && (
        <StepButtons
          actionable={r}
          size="sm"
          steps={[
            {
              name: 'approve',
              label: t('ui.refund.approve'),
              icon: Check,
              variant: 'primary',
              confirm: {
                title: t(asksReturn ? 'ui.refund.approveReturnTitle' : 'ui.refund.approveTitle', {
                  amount,
                }),
                text: (
                  <div className="stack">
                    <p>
                      {t(asksReturn ? 'ui.refund.approveReturnText' : 'ui.refund.approveText', {
                        name,
                      })}
                    </p>
                    {r.needsReturn && (
                      <Checkbox isSelected={withoutReturn} onChange={setWithoutReturn}>
                        {t('ui.refund.withoutReturn')}
                      </Checkbox>
                    )}
                  </div>
                ),
                tone: asksReturn ? 'primary' : 'danger',
                run: () => approve.run({ id, version, ...(withoutReturn && { withoutReturn }) }),
              },
            },
            {
              name: 'confirmReturn',
              label: t('ui.refund.confirmReturn'),
              icon: PackageCheck,
              variant: 'primary',
              confirm: {
                title: t('ui.refund.confirmReturnTitle', { amount }),
                text: t('ui.refund.confirmReturnText', { name }),
                tone: 'danger',
                run: () => confirm.run({ id, version }),
              },
            },
            {
              name: 'reject',
              label: t('ui.refund.reject'),
              icon: X,
              reason: {
                title: t('ui.refund.rejectTitle'),
                text: t(
                  r.status === 'RETURNING' ? 'ui.refund.rejectReturnText' : 'ui.refund.rejectText',
                ),
                help: t('ui.refund.rejectHelp'),
                run: (reason) => reject.submit({ id, version, reason }),
              },
            },
          ]}
        />
      )}
    </RequestFacts>
  );
}
