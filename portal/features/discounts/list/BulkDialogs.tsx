import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { ReasonBulkDialog } from '../../../domain/bulk/ReasonBulkDialog.tsx';
import { rowsOf } from '../../../domain/bulk/rows.ts';
import type { BulkProps } from '../../../domain/bulk/selection.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import {
  approveDiscounts,
  rejectDiscounts,
  submitDiscounts,
  withdrawDiscounts,
} from '../bulk.documents.ts';
import { useRejectReasons } from '../review/reject-reasons.ts';

type DialogProps = BulkProps & { onClose: () => void };

const partsOf = ({ selection, clear, onClose }: DialogProps) => ({
  rows: rowsOf(selection),
  onStarted: clear,
  onClose,
});

export function SubmitBulkDialog(props: DialogProps) {
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

export function WithdrawBulkDialog(props: DialogProps) {
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
export function ApproveBulkDialog(props: DialogProps) {
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

export function RejectBulkDialog(props: DialogProps) {
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
