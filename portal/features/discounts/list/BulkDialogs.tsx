import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { ReasonBulkDialog } from '../../../domain/bulk/ReasonBulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import {
  approveDiscounts,
  rejectDiscounts,
  revokeDiscounts,
  submitDiscounts,
  withdrawDiscounts,
} from '../bulk.documents.ts';
import { useRejectReasons } from '../review/reject-reasons.ts';

export function SubmitBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.exclusiveDiscountSubmit')}
      document={submitDiscounts}
      input={{}}
      note={t('ui.bulk.submitNote')}
    />
  );
}

export function WithdrawBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.exclusiveDiscountWithdraw')}
      document={withdrawDiscounts}
      input={{}}
      note={t('ui.bulk.final')}
      tone="danger"
    />
  );
}

/**
 * Approves many discounts in review, as far as the rules allow. An operator approves special
 * requests, with a reason.
 */
export function ApproveBulkDialog(props: BulkDialogInput) {
  const t = useText();
  const isOperator = sideOf(useSession()) === 'OPERATOR';
  const title = t('ui.job.exclusiveDiscountApprove');
  return isOperator ? (
    <ReasonBulkDialog
      {...partsOf(props)}
      title={title}
      label={t('ui.reason')}
      document={approveDiscounts}
      note={t('ui.bulk.held')}
    />
  ) : (
    <BulkDialog
      {...partsOf(props)}
      title={title}
      document={approveDiscounts}
      input={{}}
      note={t('ui.bulk.held')}
    />
  );
}

export function RejectBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <ReasonBulkDialog
      {...partsOf(props)}
      title={t('ui.job.exclusiveDiscountReject')}
      label={t('ui.reason')}
      templates={useRejectReasons()}
      document={rejectDiscounts}
      note={t('ui.bulk.held')}
    />
  );
}

export function RevokeBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <ReasonBulkDialog
      {...partsOf(props)}
      title={t('ui.job.exclusiveDiscountRevoke')}
      label={t('ui.reason')}
      document={revokeDiscounts}
      note={t('ui.bulk.final')}
    />
  );
}
