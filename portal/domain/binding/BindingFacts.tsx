import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { DescriptionList } from '../../ui/display/DescriptionList.tsx';
import { DeadlineBadge } from '../DeadlineBadge.tsx';
import styles from './BindingFacts.module.css';

const Binding = graphql(`
  fragment BindingFacts_binding on PartnerBinding {
    status type note inviteMail preRegisteredAt invitedAt dueAt boundAt unboundAt performanceFrom
    declineReason answerReason
    partner { id name }
    invitedBy { id name }
  }
`);

export function BindingFacts({ binding }: { binding: FragmentType<typeof Binding> }) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Binding, binding);
  const when = (instant: string | null | undefined) => instant && format.dateTime(instant);
  const values = {
    partner: b.partner?.name,
    type: b.type && t.enum('BindingType', b.type),
    preRegisteredAt: when(b.preRegisteredAt),
    invitedAt: when(b.invitedAt),
    invitedBy: b.invitedBy?.name,
    inviteMail: b.inviteMail,
    note: b.note,
    dueAt: b.dueAt && (
      <span className={styles.due}>
        <span>{format.dateTime(b.dueAt)}</span>
        <DeadlineBadge deadline={{ dueAt: b.dueAt }} />
      </span>
    ),
    boundAt: when(b.boundAt),
    performanceFrom: b.performanceFrom && format.date(b.performanceFrom),
    unboundAt: when(b.unboundAt),
    declineReason: b.declineReason,
    answerReason: b.answerReason,
  };
  return (
    <DescriptionList
      variant="columns"
      items={Object.entries(values)
        .filter(([, value]) => Boolean(value))
        .map(([id, value]) => ({ id, label: t.maybe(`ui.binding.fact.${id}`), value }))}
    />
  );
}
