import { ReasonDialog } from '../../../domain/ReasonDialog.tsx';
import type { UserErrorLike } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';

export interface ApproveDialogProps {
  name: string;
  partner: string;
  onClose: () => void;
  onApprove: (reason: string) => Promise<readonly UserErrorLike[] | null>;
}

/** Asks for the reason for a price below the floor, which partner, seller and audit can read. */
export function ApproveDialog({ name, partner, onClose, onApprove }: ApproveDialogProps) {
  const t = useText();
  return (
    <ReasonDialog
      title={t('ui.review.approveTitle', { name })}
      lead={t('ui.review.approveText', { partner })}
      label={t('ui.reason')}
      confirmLabel={t('ui.review.approve')}
      tone="primary"
      onClose={onClose}
      onConfirm={onApprove}
    />
  );
}
