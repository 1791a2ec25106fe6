import { useText } from '../../lib/i18n.tsx';
import { BulkDialog } from '../bulk/BulkDialog.tsx';
import { ReasonBulkDialog } from '../bulk/ReasonBulkDialog.tsx';
import { rowsOf } from '../bulk/rows.ts';
import type { BulkProps } from '../bulk/selection.ts';
import { grantRequests, refuseRequests } from './answer-requests.ts';

type DialogProps = BulkProps & { onClose: () => void };

export function GrantBulkDialog({ selection, clear, onClose }: DialogProps) {
  const t = useText();
  return (
    <BulkDialog
      title={t('ui.job.jointSalesAuthorizationGrant')}
      rows={rowsOf(selection)}
      document={grantRequests}
      input={{}}
      note={t('ui.bulk.grantNote')}
      onClose={onClose}
      onStarted={clear}
    />
  );
}

export function RefuseBulkDialog({ selection, clear, onClose }: DialogProps) {
  const t = useText();
  return (
    <ReasonBulkDialog
      title={t('ui.job.jointSalesAuthorizationRefuse')}
      label={t('ui.reason')}
      rows={rowsOf(selection)}
      document={refuseRequests}
      note={t('ui.bulk.held')}
      onClose={onClose}
      onStarted={clear}
    />
  );
}
