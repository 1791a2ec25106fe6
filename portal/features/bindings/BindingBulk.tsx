import { BulkDialog } from '../../domain/bulk/BulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../../domain/bulk/rows.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';

const resendInvitations = graphql(`
  mutation BindingBulk_resend($input: PartnerBindingsResendInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: partnerBindingsResend(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
const withdrawRequests = graphql(`
  mutation BindingBulk_withdraw($input: PartnerBindingsWithdrawInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: partnerBindingsWithdraw(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export function ResendBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.partnerBindingResend')}
      document={resendInvitations}
      input={{}}
      note={t('ui.binding.step.resend.text.PARTNER')}
    />
  );
}

export function WithdrawBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.partnerBindingWithdraw')}
      document={withdrawRequests}
      input={{}}
      note={t('ui.binding.step.withdraw.text.PARTNER')}
      tone="danger"
    />
  );
}
