import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';

const submitDemands = graphql(`
  mutation DemandBulk_submit($input: CustomerDemandsSubmitInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: customerDemandsSubmit(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
const nudgeDemands = graphql(`
  mutation DemandBulk_nudge($input: CustomerDemandsNudgeInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: customerDemandsNudge(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);
const withdrawDemands = graphql(`
  mutation DemandBulk_withdraw($input: CustomerDemandsWithdrawInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: customerDemandsWithdraw(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

export function SubmitBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.customerDemandSubmit')}
      document={submitDemands}
      input={{}}
    />
  );
}

export function NudgeBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.customerDemandNudge')}
      document={nudgeDemands}
      input={{}}
      note={t('ui.bulk.nudgeNote')}
    />
  );
}

export function WithdrawBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.customerDemandWithdraw')}
      document={withdrawDemands}
      input={{}}
      note={t('ui.bulk.final')}
      tone="danger"
    />
  );
}
