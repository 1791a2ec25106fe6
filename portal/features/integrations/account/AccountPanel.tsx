import { createRequest } from 'urql';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { PanelFrame, RecordPanel } from '../../../shell/PanelFrame.tsx';
import { PanelSection } from '../../../ui/overlays/SidePanel.tsx';
import { AccountFacts } from './AccountFacts.tsx';
import { AccountSteps } from './AccountSteps.tsx';
import { nameOfAccount } from './account-name.ts';

const One = graphql(`
  query AccountPanel($id: ID!) {
    upstreamAccount(by: { id: $id }) {
      id system status
      organization { id name }
      ...AccountFacts_account
      ...AccountSteps_account
    }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];

/** One account in an upstream system. */
export function AccountPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  return (
    <RecordPanel
      id={id}
      prefix="upa"
      query={One}
      of={(data) => data.upstreamAccount}
      onClose={onClose}
    >
      {(account) => {
        const name = nameOfAccount(t, account);
        return (
          <PanelFrame
            title={name}
            badges={<StateBadge type="UpstreamAccountStatus" value={account.status} />}
            footer={<AccountSteps account={account} name={name} />}
            onClose={onClose}
          >
            <PanelSection>
              <AccountFacts account={account} />
            </PanelSection>
          </PanelFrame>
        );
      }}
    </RecordPanel>
  );
}
