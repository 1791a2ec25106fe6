import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';

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
  const [revoking, setRevoking] = useState(false);
  const commands = { resend: useCommand(Resend), revoke: useCommand(Revoke) };
  async function go(step: 'resend' | 'revoke') {
    const payload = await commands[step].run({ id: i.id, version: i.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload)
      toast.show({ tone: 'good', title: t(`ui.team.${step}.done`, { mail: i.mail }) });
  }
  return (
    <span className="row" style={{ justifyContent: 'flex-end' }}>
      <ActionButtons
        actionable={i}
        size="sm"
        buttons={[
          { name: 'resend', label: t('ui.resend'), onPress: () => void go('resend') },
          { name: 'revoke', label: t('ui.team.revoke.action'), onPress: () => setRevoking(true) },
        ]}
      />
      <ConfirmDialog
        isOpen={revoking}
        onOpenChange={setRevoking}
        title={t('ui.team.revoke.title', { mail: i.mail })}
        confirmLabel={t('ui.team.revoke.action')}
        cancelLabel={t('ui.cancel')}
        tone="danger"
        onConfirm={() => go('revoke')}
      >
        {t('ui.team.revoke.text')}
      </ConfirmDialog>
    </span>
  );
}
