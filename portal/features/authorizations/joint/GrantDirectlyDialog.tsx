import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { grantJointDirectly } from '../AuthorizationCommands.ts';
import { customerOf } from '../terms/scope.ts';
import { TermsDialog } from '../terms/TermsDialog.tsx';
import { capsOf, endOf, newTerms, startOf } from '../terms/terms.ts';

/** Authorizes a partner to sell a joint-operation product without a request. */
export function GrantDirectlyDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(grantJointDirectly);
  return (
    <TermsDialog
      title={t('ui.authorization.grantDirectly')}
      description={t('ui.authorization.grantDirectlyText')}
      confirmLabel={t('ui.authorization.grantDirectly')}
      goods={{ model: 'JOINT_OPERATION', levels: ['PARTNER', 'CUSTOMER'] }}
      side="SELLER"
      usualRate
      start
      caps
      note
      values={newTerms()}
      send={(terms) =>
        run({
          productId: terms.productId ?? '',
          partnerId: terms.partnerId ?? '',
          customer: customerOf(terms),
          shareRatio: terms.shareRatio,
          floorPayRate: terms.payRate || null,
          validFrom: startOf(terms),
          validUntil: endOf(terms),
          ...capsOf(terms),
          reason: terms.note || null,
        })
      }
      done={t('ui.authorization.granted')}
      onClose={onClose}
    />
  );
}
