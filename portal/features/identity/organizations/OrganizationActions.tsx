import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';

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
  const { name } = o;
  const suspend = useStep(Suspend, t('ui.organization.suspend.done', { name }));
  const reinstate = useStep(Reinstate, t('ui.organization.reinstate.done', { name }));
  const step = (event: 'suspend' | 'reinstate', tone: 'danger' | 'primary') => ({
    name: event,
    label: t(`ui.${event}`),
    reason: {
      title: t(`ui.organization.${event}.title`, { name }),
      text: t(`ui.organization.${event}.text`),
      help: t('ui.reason.audit'),
      tone,
      run: (reason: string) =>
        (event === 'suspend' ? suspend : reinstate).submit({
          id: o.id,
          version: o.version,
          reason,
        }),
    },
  });
  return (
    <StepButtons
      actionable={o}
      size="sm"
      steps={[step('suspend', 'danger'), step('reinstate', 'primary')]}
    />
  );
}
