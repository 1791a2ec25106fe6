import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';

const Customers = graphql(`
  query MemberCustomers($member: ID!) {
    customers(first: 1, filter: { accountManagerId: [$member] }) { count { value isExact } }
  }
`);

/** Number of customers of a leaving member, with the link to reassign them; hidden for none. */
export function MemberCustomers({ member }: { member: string }) {
  const t = useText();
  const format = useFormat();
  const [{ data }] = useQuery({
    query: Customers,
    variables: { member },
    requestPolicy: 'cache-and-network',
  });
  const count = data?.customers.count;
  if (!count?.value) return null;
  return (
    <>
      <p>{t('ui.team.looksAfter', { count: format.count(count) })}</p>
      <p>
        <RouteLink to="/customers" search={{ accountManagerId: member }}>
          {t('ui.team.handOver')}
        </RouteLink>
      </p>
    </>
  );
}
