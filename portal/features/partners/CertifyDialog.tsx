import { useQuery } from 'urql';
import { ReasonDialog } from '../../domain/ReasonDialog.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { useText } from '../../lib/i18n.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';

const Partner = graphql(`
  fragment CertifyDialog_partner on Partner { id version name }
`);
const Profile = graphql(`
  query CertifyDialog_profile($id: ID!) {
    partner(by: { id: $id }) {
      id
      taxpayerProfile { id taxpayerType taxNumber invoiceTitle address phone bankName bankAccountMasked }
    }
  }
`);
const Certify = graphql(`
  mutation CertifyDialog_certify($input: PartnerCertifyInput!, $idempotencyKey: ID!) {
    step: partnerCertify(input: $input, idempotencyKey: $idempotencyKey) {
      partner { status certifiedAt ...PartnerActions_partner }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Certifies a partner after a check of its tax and bank data. */
export function CertifyDialog({
  partner,
  onClose,
}: {
  partner: FragmentType<typeof Partner>;
  onClose: () => void;
}) {
  const t = useText();
  const p = readFragment(Partner, partner);
  const [{ data }] = useQuery({
    query: Profile,
    variables: { id: p.id },
    requestPolicy: 'network-only',
  });
  const { run } = useCommand(Certify);
  const profile = data?.partner?.taxpayerProfile;
  const facts = profile
    ? [
        { id: 'type', value: t.enum('TaxpayerType', profile.taxpayerType) },
        { id: 'taxNumber', value: profile.taxNumber },
        { id: 'invoiceTitle', value: profile.invoiceTitle },
        { id: 'address', value: profile.address },
        { id: 'phone', value: profile.phone },
        { id: 'bankName', value: profile.bankName },
        { id: 'bankAccount', value: profile.bankAccountMasked },
      ]
    : [];
  return (
    <ReasonDialog
      title={t('ui.partner.certifyTitle', { name: p.name })}
      lead={t('ui.partner.certifyText')}
      label={t('ui.partner.certifyReason')}
      help={t('ui.reason.audit')}
      confirmLabel={t('ui.partner.certify')}
      tone="primary"
      onClose={onClose}
      onConfirm={async (reason) => {
        const payload = await run({ id: p.id, version: p.version, reason });
        if (payload?.userErrors.length === 0)
          toast.show({ tone: 'good', title: t('ui.partner.certifiedDone', { name: p.name }) });
        return payload?.userErrors ?? null;
      }}
    >
      <DescriptionList
        items={facts.map(({ id, value }) => ({
          id,
          value,
          label: t.maybe(`ui.partner.tax.${id}`),
        }))}
      />
    </ReasonDialog>
  );
}
