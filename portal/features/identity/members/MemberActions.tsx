import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';

const MemberCustomers = lazyComponent(() => import('./MemberCustomers.tsx'), 'MemberCustomers');
const ChangeRoleDialog = lazyComponent(() => import('./ChangeRoleDialog.tsx'), 'ChangeRoleDialog');

const Member = graphql(`
  fragment MemberActions_member on Member {
    id version name
    ...ActionButtons_actionable
    ...ChangeRoleDialog_member
  }
`);
const Suspend = graphql(`
  mutation MemberActions_suspend($input: MemberSuspendInput!, $idempotencyKey: ID!) {
    step: memberSuspend(input: $input, idempotencyKey: $idempotencyKey) {
      member { status ...MemberActions_member }
      userErrors { code field message params { key value } }
    }
  }
`);
const Reinstate = graphql(`
  mutation MemberActions_reinstate($input: MemberReinstateInput!, $idempotencyKey: ID!) {
    step: memberReinstate(input: $input, idempotencyKey: $idempotencyKey) {
      member { status ...MemberActions_member }
      userErrors { code field message params { key value } }
    }
  }
`);

export function MemberActions({ member }: { member: FragmentType<typeof Member> }) {
  const t = useText();
  const m = readFragment(Member, member);
  const { name } = m;
  const side = sideOf(useSession());
  const suspend = useStep(Suspend, t('ui.team.suspend.done', { name }));
  const reinstate = useStep(Reinstate, t('ui.team.reinstate.done', { name }));
  const row = { id: m.id, version: m.version };
  return (
    <span className="row" style={{ justifyContent: 'flex-end' }}>
      <StepButtons
        actionable={m}
        size="sm"
        steps={[
          {
            name: 'changeRole',
            label: t('ui.team.changeRole'),
            dialog: (close) => <ChangeRoleDialog member={m} onClose={close} />,
          },
          {
            name: 'suspend',
            label: t('ui.suspend'),
            confirm: {
              title: t('ui.team.suspend.title', { name }),
              text: (
                <>
                  {t('ui.team.suspend.text')}
                  {side === 'PARTNER' && <MemberCustomers member={m.id} />}
                </>
              ),
              tone: 'danger',
              run: () => suspend.run(row),
            },
          },
          {
            name: 'reinstate',
            label: t('ui.reinstate'),
            confirm: {
              title: t('ui.team.reinstate.title', { name }),
              text: t('ui.team.reinstate.text'),
              run: () => reinstate.run(row),
            },
          },
        ]}
      />
    </span>
  );
}
