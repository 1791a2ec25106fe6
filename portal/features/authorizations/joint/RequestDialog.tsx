import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { requestJoint } from '../AuthorizationCommands.ts';
import { TermsDialog } from '../terms/TermsDialog.tsx';
import { endOf, newTerms, startOf } from '../terms/terms.ts';

export function RequestDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(requestJoint);
  return (
    <TermsDialog
      title={t('ui.authorization.request')}
      description={t('ui.authorization.requestText')}
      confirmLabel={t('ui.authorization.requestSend')}
      goods={{ model: 'JOINT_OPERATION', levels: ['PARTNER', 'CUSTOMER'] }}
      side="PARTNER"
      usualRate
      start
      note
      values={newTerms()}
      send={(terms) =>
        run({
          productId: terms.productId ?? '',
          customerId: terms.level === 'CUSTOMER' ? terms.customerId : null,
          shareRatio: terms.shareRatio,
          floorPayRate: terms.payRate || null,
          validFrom: startOf(terms),
          validUntil: endOf(terms),
          note: terms.note || null,
        })
      }
      done={t('ui.authorization.requested')}
      onClose={onClose}
    />
  );
}
