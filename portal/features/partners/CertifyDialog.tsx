import { useQuery } from 'urql';
import { ReasonDialog } from '../../domain/ReasonDialog.tsx';
import { useStep } from '../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { Tax } from './record/PartnerTax.tsx';
import { TaxFacts } from './tax/TaxFacts.tsx';

const Partner = graphql(`
  fragment CertifyDialog_partner on Partner { id version name }
`);
const Certify = graphql(`
  mutation CertifyDialog_certify($input: PartnerCertifyInput!, $idempotencyKey: ID!) {
    step: partnerCertify(input: $input, idempotencyKey: $idempotencyKey) {
      partner { status certifiedAt ...PartnerActions_partner }
      userErrors { code field message params { key value } }
    }
  }
`);
const Reject = graphql(`
  mutation CertifyDialog_reject($input: PartnerRejectCertificationInput!, $idempotencyKey: ID!) {
    step: partnerRejectCertification(input: $input, idempotencyKey: $idempotencyKey) {
      partner { taxpayerProfile { id rejectedAt rejectionReason } ...PartnerActions_partner }
      userErrors { code field message params { key value } }
    }
  }
`);

export interface CertifyDialogProps {
  partner: FragmentType<typeof Partner>;
  decision: 'certify' | 'rejectCertification';
  onClose: () => void;
}

/** Certifies a partner, or rejects its certification, after a check of its tax and bank data and its license. */
export function CertifyDialog({ partner, decision, onClose }: CertifyDialogProps) {
  const t = useText();
  const p = readFragment(Partner, partner);
  const [{ data }] = useQuery({
    query: Tax,
    variables: { id: p.id },
    requestPolicy: 'network-only',
  });
  const certify = useStep(Certify, t('ui.partner.certifiedDone', { name: p.name }));
  const reject = useStep(Reject, t('ui.partner.rejectedDone', { name: p.name }));
  const isCertify = decision === 'certify';
  const profile = data?.partner?.taxpayerProfile;
  return (
    <ReasonDialog
      title={t(isCertify ? 'ui.partner.certifyTitle' : 'ui.partner.rejectTitle', { name: p.name })}
      lead={t(isCertify ? 'ui.partner.certifyText' : 'ui.partner.rejectText')}
      label={t(isCertify ? 'ui.partner.certifyReason' : 'ui.reason')}
      help={isCertify ? t('ui.reason.audit') : undefined}
      confirmLabel={t(`ui.partner.${decision}`)}
      tone={isCertify ? 'primary' : 'danger'}
      onClose={onClose}
      onConfirm={(reason) =>
        (isCertify ? certify : reject).submit({ id: p.id, version: p.version, reason })
      }
    >
      {profile && <TaxFacts profile={profile} />}
    </ReasonDialog>
  );
}
