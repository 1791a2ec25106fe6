import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');

const Organization = graphql(`
  fragment OrganizationActions_organization on Organization {
    id version name status
    ...ActionButtons_actionable
  }
`);
const Suspend = graphql(`
  mutation OrganizationActions_suspend($input: OrganizationSuspendInput!, $idempotencyKey: ID!) {
    step: organizationSuspend(input: $input, idempotencyKey: $idempotencyKey) {
      organization { ...OrganizationActions_organization }
      userErrors { code field message params { key value } }
    }
  }
`);
const Reinstate = graphql(`
  mutation OrganizationActions_reinstate($input: OrganizationReinstateInput!, $idempotencyKey: ID!) {
    step: organizationReinstate(input: $input, idempotencyKey: $idempotencyKey) {
      organization { ...OrganizationActions_organization }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Suspends or reinstates an organization; the audit records the reason. */
export function OrganizationActions({
  organization,
}: {
  organization: FragmentType<typeof Organization>;
}) {
  const t = useText();
  const o = readFragment(Organization, organization);
  const [asking, setAsking] = useState<'suspend' | 'reinstate' | null>(null);
  const suspend = useCommand(Suspend);
  const reinstate = useCommand(Reinstate);
  return (
    <>
      <ActionButtons
        actionable={o}
        size="sm"
        buttons={[
          { name: 'suspend', label: t('ui.suspend'), onPress: () => setAsking('suspend') },
          { name: 'reinstate', label: t('ui.reinstate'), onPress: () => setAsking('reinstate') },
        ]}
      />
      {asking && (
        <ReasonDialog
          title={t(`ui.organization.${asking}.title`, { name: o.name })}
          lead={t(`ui.organization.${asking}.text`)}
          label={t('ui.reason')}
          help={t('ui.reason.audit')}
          confirmLabel={t(`ui.${asking}`)}
          tone={asking === 'suspend' ? 'danger' : 'primary'}
          onClose={() => setAsking(null)}
          onConfirm={async (reason) => {
            const { run } = asking === 'suspend' ? suspend : reinstate;
            const payload = await run({ id: o.id, version: o.version, reason });
            if (payload?.userErrors.length === 0)
              toast.show({
                tone: 'good',
                title: t(`ui.organization.${asking}.done`, { name: o.name }),
              });
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </>
  );
}
