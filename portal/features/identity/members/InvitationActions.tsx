import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';

const Invitation = graphql(`
  fragment InvitationActions_invitation on MemberInvitation {
    id version mail
    ...ActionButtons_actionable
  }
`);
const Resend = graphql(`
  mutation InvitationActions_resend($input: MemberInvitationResendInput!, $idempotencyKey: ID!) {
    step: memberInvitationResend(input: $input, idempotencyKey: $idempotencyKey) {
      memberInvitation { status expiresAt ...InvitationActions_invitation }
      userErrors { code field message params { key value } }
    }
  }
`);
const Revoke = graphql(`
  mutation InvitationActions_revoke($input: MemberInvitationRevokeInput!, $idempotencyKey: ID!) {
    step: memberInvitationRevoke(input: $input, idempotencyKey: $idempotencyKey) {
      memberInvitation { status expiresAt ...InvitationActions_invitation }
      userErrors { code field message params { key value } }
    }
  }
`);

export function InvitationActions({ invitation }: { invitation: FragmentType<typeof Invitation> }) {
  const t = useText();
  const i = readFragment(Invitation, invitation);
  const { mail } = i;
  const resend = useStep(Resend, t('ui.team.resend.done', { mail }));
  const revoke = useStep(Revoke, t('ui.team.revoke.done', { mail }));
  const row = { id: i.id, version: i.version };
  return (
    <span className="row" style={{ justifyContent: 'flex-end' }}>
      <StepButtons
        actionable={i}
        size="sm"
        steps={[
          { name: 'resend', label: t('ui.resend'), onPress: () => resend.run(row) },
          {
            name: 'revoke',
            label: t('ui.team.revoke.action'),
            confirm: {
              title: t('ui.team.revoke.title', { mail }),
              text: t('ui.team.revoke.text'),
              tone: 'danger',
              run: () => revoke.run(row),
            },
          },
        ]}
      />
    </span>
  );
}
