import { useText } from '../../lib/i18n.tsx';
import { BulkDialog } from '../bulk/BulkDialog.tsx';
import { ReasonBulkDialog } from '../bulk/ReasonBulkDialog.tsx';
import { rowsOf } from '../bulk/rows.ts';
import type { BulkProps } from '../bulk/selection.ts';
import { receiveDemands, rejectDemands } from './answer-demands.ts';

type DialogProps = BulkProps & { onClose: () => void };

export function ReceiveBulkDialog({ selection, clear, onClose }: DialogProps) {
  const t = useText();
  return (
    <BulkDialog
      title={t('ui.job.customerDemandReceive')}
      rows={rowsOf(selection)}
      document={receiveDemands}
      input={{}}
      note={t('ui.bulk.held')}
      onClose={onClose}
      onStarted={clear}
    />
  );
}

export function RejectBulkDialog({ selection, clear, onClose }: DialogProps) {
  const t = useText();
  return (
    <ReasonBulkDialog
      title={t('ui.job.customerDemandReject')}
      label={t('ui.reason')}
      rows={rowsOf(selection)}
      document={rejectDemands}
      note={t('ui.bulk.held')}
      onClose={onClose}
      onStarted={clear}
    />
  );
}
