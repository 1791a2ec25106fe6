import type { Count } from '../../../domain/bulk/selection.ts';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import { AccountFacts } from './AccountFacts.tsx';
import { AccountSteps } from './AccountSteps.tsx';
import { nameOfAccount } from './account-name.ts';

const Account = graphql(`
  fragment Accounts_account on UpstreamAccount {
    id system status
    organization { id name }
    ...AccountFacts_account
    ...AccountSteps_account
  }
`);

interface AccountsProps {
  accounts: readonly FragmentType<typeof Account>[];
  /** Number of all accounts, of which these are the newest. */
  count: Count;
}

/** The newest accounts, each with its steps; the others are in their list. */
export function Accounts({ accounts, count }: AccountsProps) {
  const t = useText();
  const format = useFormat();
  return (
    <>
      {readFragment(Account, accounts).map((a) => {
        const name = nameOfAccount(t, a);
        return (
          <Card
            key={a.id}
            title={name}
            actions={<StateBadge type="UpstreamAccountStatus" value={a.status} />}
            footer={<AccountSteps account={a} name={name} />}
          >
            <AccountFacts account={a} />
          </Card>
        );
      })}
      {count.value > 1 && (
        <RouteLink to="/upstream/accounts">
          {t('ui.upstream.allAccounts', { count: format.count(count) })}
        </RouteLink>
      )}
    </>
  );
}
