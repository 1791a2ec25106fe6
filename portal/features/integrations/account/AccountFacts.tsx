import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';

const Account = graphql(`
  fragment AccountFacts_account on UpstreamAccount {
    id endpoint accessKeyId domainId rotatedAt rejectedAt rejectionCode notificationPath hasNotificationKey
  }
`);

/** Address and credentials of an account. Its secrets are never shown. */
export function AccountFacts({ account }: { account: FragmentType<typeof Account> }) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Account, account);
  const values = {
    endpoint: <span className="mono">{a.endpoint}</span>,
    accessKeyId: <span className="mono">{a.accessKeyId}</span>,
    secret: t('ui.upstream.hidden'),
    domainId: a.domainId && <span className="mono">{a.domainId}</span>,
    rotatedAt: format.dateTime(a.rotatedAt),
    notificationPath: a.notificationPath && (
      <span className="mono">{`${location.origin}${a.notificationPath}`}</span>
    ),
    notificationKey:
      a.notificationPath && t(a.hasNotificationKey ? 'ui.upstream.hidden' : 'ui.upstream.noKey'),
    rejectedAt:
      a.rejectedAt && `${format.dateTime(a.rejectedAt)} · ${a.rejectionCode ?? t('ui.none')}`,
  };
  return (
    <DescriptionList
      items={Object.entries(values)
        .filter(([, value]) => value)
        .map(([id, value]) => ({ id, label: t.maybe(`ui.upstream.fact.${id}`), value }))}
    />
  );
}
