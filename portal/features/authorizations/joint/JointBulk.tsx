import { useState } from 'react';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { type Duration, DurationField } from '../../../domain/bulk/DurationField.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';

const renewAuthorizations = graphql(`
  mutation JointBulk_renew($input: JointSalesAuthorizationsRenewInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: jointSalesAuthorizationsRenew(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
const withdrawRequests = graphql(`
  mutation JointBulk_withdraw($input: JointSalesAuthorizationsWithdrawInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: jointSalesAuthorizationsWithdraw(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Requests renewals on the same terms, each as many months longer. */
export function RenewBulkDialog(props: BulkDialogInput) {
  const t = useText();
  const [duration, setDuration] = useState<Duration | null>({ months: 12 });
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.jointSalesAuthorizationRenew')}
      document={renewAuthorizations}
      input={duration && 'months' in duration ? { months: duration.months } : null}
      note={t('ui.authorization.renewText')}
    >
      <DurationField value={duration} onChange={setDuration} />
    </BulkDialog>
  );
}

export function WithdrawBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.jointSalesAuthorizationWithdraw')}
      document={withdrawRequests}
      input={{}}
      note={t('ui.bulk.final')}
      tone="danger"
    />
  );
}
