import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { ReasonBulkDialog } from '../../../domain/bulk/ReasonBulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import { useText } from '../../../lib/i18n.tsx';
import { authorizePayments, overrideRefusals, refusePayments } from './AuthorizationCommands.ts';
import { useRefusalReasons } from './refusal-reasons.ts';

export function AuthorizeBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.paymentAuthorizationAuthorize')}
      document={authorizePayments}
      input={{}}
      note={t('ui.paymentQueue.authorizeNote')}
    />
  );
}

export function RefuseBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <ReasonBulkDialog
      {...partsOf(props)}
      title={t('ui.job.paymentAuthorizationRefuse')}
      label={t('ui.reason')}
      templates={useRefusalReasons()}
      document={refusePayments}
      note={t('ui.paymentQueue.refuseNote')}
    />
  );
}

export function OverrideBulkDialog(props: BulkDialogInput) {
  const t = useText();
  return (
    <ReasonBulkDialog
      {...partsOf(props)}
      title={t('ui.job.paymentAuthorizationOverride')}
      label={t('ui.reason')}
      document={overrideRefusals}
      note={t('ui.paymentQueue.overrideNote')}
    />
  );
}
