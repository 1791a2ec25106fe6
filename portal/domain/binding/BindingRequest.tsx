import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Banner } from '../../ui/Banner.tsx';
import type { Party } from './BindingSteps.ts';

const Binding = graphql(`
  fragment BindingRequest_binding on PartnerBinding {
    status type requestedBy requestedType requestReason dueAt
    customer { id name }
    partner { id name }
  }
`);

/** The open request of a binding in words: who wants what and why, and who answers. */
export function BindingRequest({
  binding,
  viewer,
}: {
  binding: FragmentType<typeof Binding>;
  /** An operator is neither of the two. */
  viewer: Party | 'OPERATOR';
}) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Binding, binding);
  if (b.status !== 'CHANGE_PENDING' && b.status !== 'UNBIND_PENDING') return null;
  const own = b.requestedBy === viewer;
  // Who has yet to answer when it is one's own, and otherwise who asks: the other one in the eyes of the viewer.
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
