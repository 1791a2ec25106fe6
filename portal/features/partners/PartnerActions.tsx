import { useState } from 'react';
import { ActionButtons } from '../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';

const TierDialog = lazyComponent(() => import('./TierDialog.tsx'), 'TierDialog');
const CertifyDialog = lazyComponent(() => import('./CertifyDialog.tsx'), 'CertifyDialog');

const Partner = graphql(`
  fragment PartnerActions_partner on Partner {
    id
    ...ActionButtons_actionable
    ...TierDialog_partner
    ...CertifyDialog_partner
  }
`);

export function PartnerActions({ partner }: { partner: FragmentType<typeof Partner> }) {
  const t = useText();
  const p = readFragment(Partner, partner);
  const [asking, setAsking] = useState<'setTier' | 'certify' | 'rejectCertification' | null>(null);
  return (
    <span className="row" style={{ justifyContent: 'flex-end' }}>
      <ActionButtons
        actionable={p}
        size="sm"
        buttons={[
          { name: 'certify', label: t('ui.partner.certify'), onPress: () => setAsking('certify') },
          {
            name: 'rejectCertification',
            label: t('ui.partner.rejectCertification'),
            onPress: () => setAsking('rejectCertification'),
          },
          { name: 'setTier', label: t('ui.partner.setTier'), onPress: () => setAsking('setTier') },
        ]}
      />
      {asking === 'setTier' && <TierDialog partner={p} onClose={() => setAsking(null)} />}
      {(asking === 'certify' || asking === 'rejectCertification') && (
        <CertifyDialog partner={p} decision={asking} onClose={() => setAsking(null)} />
      )}
    </span>
  );
}
