import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { createCsp } from '../AuthorizationCommands.ts';
import { customerOf } from '../terms/scope.ts';
import { TermsDialog } from '../terms/TermsDialog.tsx';
import { endOf, newTerms, startOf } from '../terms/terms.ts';

export function CspCreateDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(createCsp);
  return (
    <TermsDialog
      title={t('ui.authorization.create')}
      description={t('ui.authorization.createText')}
      confirmLabel={t('ui.authorization.create')}
      goods={{ model: 'COMMON', levels: ['PRODUCT', 'PARTNER', 'CUSTOMER'] }}
      side="SELLER"
      start
      values={newTerms()}
      send={(terms) =>
        run({
          productId: terms.productId ?? '',
          partnerId: terms.level === 'PRODUCT' ? null : terms.partnerId,
          customer: customerOf(terms),
          floorPayRate: terms.payRate,
          shareRatio: terms.shareRatio,
          validFrom: startOf(terms),
          validUntil: endOf(terms),
        })
      }
      done={t('ui.authorization.created')}
      onClose={onClose}
    />
  );
}
