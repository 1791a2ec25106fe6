import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { modifyCsp } from '../AuthorizationCommands.ts';
import { TermsDialog } from '../terms/TermsDialog.tsx';
import { endOf, termsFrom } from '../terms/terms.ts';

const Authorization = graphql(`
  fragment CspModifyDialog_authorization on CspAuthorization {
    id version productName floorPayRate shareRatio maxShareRatio validFrom validUntil
  }
`);

export interface CspModifyDialogProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

/** Sets new terms. The earlier terms stay as a version and still apply to discounts made under them. */
export function CspModifyDialog({ authorization, onClose }: CspModifyDialogProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const { run } = useCommand(modifyCsp);
  return (
    <TermsDialog
      title={t('ui.authorization.amendTitle', { name: a.productName })}
      description={t('ui.authorization.amendText')}
      confirmLabel={t('ui.authorization.amend')}
      side="SELLER"
      maxShareRatio={a.maxShareRatio}
      values={termsFrom({ ...a, payRate: a.floorPayRate })}
      version={a.version}
      send={(terms, version) =>
        run({
          id: a.id,
          version,
          floorPayRate: terms.payRate,
          shareRatio: terms.shareRatio,
          validUntil: endOf(terms),
        })
      }
      done={t('ui.authorization.amended')}
      onClose={onClose}
    />
  );
}
