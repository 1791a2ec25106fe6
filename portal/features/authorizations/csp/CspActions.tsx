import { Ban, Pencil } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { revokeCsp } from '../AuthorizationCommands.ts';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');
const CspModifyDialog = later(() => import('./CspModifyDialog.tsx'), 'CspModifyDialog');

const Authorization = graphql(`
  fragment CspActions_authorization on CspAuthorization {
    id version productName
    ...ActionButtons_actionable
    ...CspModifyDialog_authorization
  }
`);

export function CspActions({
  authorization,
}: {
  authorization: FragmentType<typeof Authorization>;
}) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const [asking, setAsking] = useState<'modify' | 'revoke' | null>(null);
  const revoke = useCommand(revokeCsp);
  const close = () => setAsking(null);
  return (
    <>
      <ActionButtons
        actionable={a}
        buttons={[
          {
            name: 'revoke',
            label: t('ui.authorization.revoke'),
            icon: Ban,
            variant: 'danger',
            onPress: () => setAsking('revoke'),
          },
          {
            name: 'modify',
            label: t('ui.authorization.amend'),
            icon: Pencil,
            variant: 'primary',
            onPress: () => setAsking('modify'),
          },
        ]}
      />
      {asking === 'modify' && <CspModifyDialog authorization={a} onClose={close} />}
      {asking === 'revoke' && (
        <ReasonDialog
          title={t('ui.authorization.revokeTitle', { name: a.productName })}
          lead={t('ui.authorization.revokeText')}
          label={t('ui.reason')}
          confirmLabel={t('ui.authorization.revoke')}
          onClose={close}
          onConfirm={async (reason) => {
            const payload = await revoke.run({ id: a.id, version: a.version, reason });
            if (payload?.userErrors.length === 0)
              toast.show({ tone: 'good', title: t('ui.authorization.revoked') });
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </>
  );
}
