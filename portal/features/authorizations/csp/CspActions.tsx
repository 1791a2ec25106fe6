import { Ban, Pencil } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { revokeCsp } from '../AuthorizationCommands.ts';

const CspModifyDialog = lazyComponent(() => import('./CspModifyDialog.tsx'), 'CspModifyDialog');

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
  const revoke = useStep(revokeCsp, t('ui.authorization.revoked'));
  return (
    <StepButtons
      actionable={a}
      steps={[
        {
          name: 'revoke',
          label: t('ui.authorization.revoke'),
          icon: Ban,
          variant: 'danger',
          reason: {
            title: t('ui.authorization.revokeTitle', { name: a.productName }),
            text: t('ui.authorization.revokeText'),
            run: (reason) => revoke.submit({ id: a.id, version: a.version, reason }),
          },
        },
        {
          name: 'modify',
          label: t('ui.authorization.amend'),
          icon: Pencil,
          variant: 'primary',
          dialog: (close) => <CspModifyDialog authorization={a} onClose={close} />,
        },
      ]}
    />
  );
}
