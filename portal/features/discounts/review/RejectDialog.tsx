import { ReasonDialog } from '../../../domain/ReasonDialog.tsx';
import type { UserErrorLike } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useRejectReasons } from './reject-reasons.ts';

export interface RejectDialogProps {
  name: string;
  partner: string;
  onClose: () => void;
  onReject: (reason: string) => Promise<readonly UserErrorLike[] | null>;
}

/** Asks for the reason of a rejection, which the partner reads. */
export function RejectDialog({ name, partner, onClose, onReject }: RejectDialogProps) {
  const t = useText();
  return (
    <ReasonDialog
      title={t('ui.review.rejectTitle', { name })}
      lead={t('ui.review.rejectText', { partner })}
      label={t('ui.reason')}
      help={t('ui.review.sendKey')}
      templates={useRejectReasons()}
      confirmLabel={t('ui.review.reject')}
      onClose={onClose}
      onConfirm={onReject}
    />
  );
}
