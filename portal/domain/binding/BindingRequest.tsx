import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import type { BindingViewer } from './BindingSteps.ts';

const Binding = graphql(`
  fragment BindingRequest_binding on PartnerBinding {
    status type requestedBy requestedType requestReason dueAt
    customer { id name }
    partner { id name }
  }
`);

/** The open request of a binding with party and reason, or the missing proof. */
export function BindingRequest({
  binding,
  viewer,
}: {
  binding: FragmentType<typeof Binding>;
  viewer: BindingViewer;
}) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Binding, binding);
  if (b.status === 'PROVISIONAL')
    return (
      <Banner tone="waiting" title={t('ui.binding.provisional.title')}>
        <p>{t('ui.binding.provisional.text')}</p>
      </Banner>
    );
  if (b.status !== 'CHANGE_PENDING' && b.status !== 'UNBIND_PENDING') return null;
  const own = b.requestedBy === viewer;
  // For the viewer's own request the party that must answer, otherwise the party that requests.
  const isPartner = (b.requestedBy === 'PARTNER') !== own;
  const other = (isPartner ? b.partner?.name : b.customer?.name) ?? '';
  const title = t(`ui.binding.request.${b.status}.${own ? 'own' : 'other'}`, {
    other,
    from: b.type ? t.enum('BindingType', b.type) : '',
    to: b.requestedType ? t.enum('BindingType', b.requestedType) : '',
  });
  return (
    <Banner tone={own || viewer === 'OPERATOR' ? 'info' : 'waiting'} title={title}>
      {b.requestReason && <p>{t('ui.binding.request.reason', { reason: b.requestReason })}</p>}
      {own && b.dueAt && <p>{t('ui.binding.request.reminder', { date: format.date(b.dueAt) })}</p>}
    </Banner>
  );
}
