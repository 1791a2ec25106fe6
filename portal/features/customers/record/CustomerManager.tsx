import { useState } from 'react';
import { useMutation } from 'urql';
import { showOutcome } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Person } from '../../../ui/display/Avatar.tsx';
import { Select } from '../../../ui/fields/Select.tsx';

const Customer = graphql(`
  fragment CustomerManager_customer on Customer { id accountManager { id name } }
`);

const Member = graphql(`
  fragment CustomerManager_member on Member { id name role }
`);

const Assign = graphql(`
  mutation CustomerManager_assignManager($input: CustomerAssignManagerInput!) {
    customerAssignManager(input: $input) {
      customer { ...CustomerManager_customer }
      userErrors { code field message params { key value } }
    }
  }
`);

const NOBODY = 'nobody';

export interface CustomerManagerProps {
  customer: FragmentType<typeof Customer>;
  members: readonly FragmentType<typeof Member>[];
  mayAssign: boolean;
}

export function CustomerManager({ customer, members, mayAssign }: CustomerManagerProps) {
  const t = useText();
  const [{ fetching }, assign] = useMutation(Assign);
  const [editing, setEditing] = useState(false);
  const { id, accountManager } = readFragment(Customer, customer);

  async function choose(choice: string) {
    const memberId = choice === NOBODY ? null : choice;
    const { data } = await assign({ input: { id, memberId } });
    if (showOutcome(data?.customerAssignManager.userErrors, t)) setEditing(false);
  }
  if (!editing)
    return (
      <span className="row">
        {accountManager ? (
          <Person name={accountManager.name} />
        ) : (
          <span className="muted">{t('ui.customer.noManager')}</span>
        )}
        {mayAssign && (
          <Button size="sm" variant="ghost" onPress={() => setEditing(true)}>
            {t('ui.customer.assign')}
          </Button>
        )}
      </span>
    );
  return (
    <span className="row">
      <Select
        label={t('ui.customer.manager')}
        hideLabel
        value={accountManager?.id ?? NOBODY}
        isDisabled={fetching}
        onChange={(choice) => void choose(choice)}
        options={[
          { id: NOBODY, label: t('ui.customer.noManager') },
          ...members.map((masked) => {
            const member = readFragment(Member, masked);
            return {
              id: member.id,
              label: member.name,
              description: t.enum('Role', member.role),
            };
          }),
        ]}
      />
      <Button size="sm" variant="ghost" onPress={() => setEditing(false)}>
        {t('ui.cancel')}
      </Button>
    </span>
  );
}
