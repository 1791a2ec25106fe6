import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { toast } from '../../../ui/feedback/Toast.tsx';

const MemberCustomers = later(() => import('./MemberCustomers.tsx'), 'MemberCustomers');
const ConfirmDialog = later(
  () => import('../../../ui/overlays/ConfirmDialog.tsx'),
  'ConfirmDialog',
);
const ChangeRoleDialog = later(() => import('./ChangeRoleDialog.tsx'), 'ChangeRoleDialog');

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
  const side = sideOf(useSession());
  const [asking, setAsking] = useState<'suspend' | 'reinstate' | 'changeRole' | null>(null);
  const suspend = useCommand(Suspend);
  const reinstate = useCommand(Reinstate);
  const close = () => setAsking(null);
  const step = asking === 'reinstate' ? 'reinstate' : 'suspend';
  async function confirm() {
    const { run } = step === 'suspend' ? suspend : reinstate;
    const payload = await run({ id: m.id, version: m.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload)
      toast.show({ tone: 'good', title: t(`ui.team.${step}.done`, { name: m.name }) });
  }
  return (
    <span className="row" style={{ justifyContent: 'flex-end' }}>
      <ActionButtons
        actionable={m}
        size="sm"
        buttons={[
          {
            name: 'changeRole',
            label: t('ui.team.changeRole'),
            onPress: () => setAsking('changeRole'),
          },
          { name: 'suspend', label: t('ui.suspend'), onPress: () => setAsking('suspend') },
          { name: 'reinstate', label: t('ui.reinstate'), onPress: () => setAsking('reinstate') },
        ]}
      />
      {asking === 'changeRole' && <ChangeRoleDialog member={m} onClose={close} />}
      {(asking === 'suspend' || asking === 'reinstate') && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          title={t(`ui.team.${step}.title`, { name: m.name })}
          confirmLabel={t(`ui.${step}`)}
          cancelLabel={t('ui.cancel')}
          tone={step === 'suspend' ? 'danger' : 'primary'}
          onConfirm={confirm}
        >
          {t(`ui.team.${step}.text`)}
          {step === 'suspend' && side === 'PARTNER' && <MemberCustomers member={m.id} />}
        </ConfirmDialog>
      )}
    </span>
  );
}
