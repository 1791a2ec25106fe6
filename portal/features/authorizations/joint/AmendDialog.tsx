import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { amendJoint } from '../AuthorizationCommands.ts';
import { TermsDialog } from '../terms/TermsDialog.tsx';
import { capsOf, endOf, termsFrom } from '../terms/terms.ts';

const Authorization = graphql(`
  fragment AmendDialog_authorization on JointSalesAuthorization {
    id version productName floorPayRate shareRatio maxShareRatio validFrom validUntil maxCustomers
    maxCashPerMonth { amount currency }
  }
`);

export interface AmendDialogProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

/** Sets new terms of joint sales. Discounts made under the earlier version keep it. */
export function AmendDialog({ authorization, onClose }: AmendDialogProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const { run } = useCommand(amendJoint);
  return (
    <TermsDialog
      title={t('ui.authorization.amendTitle', { name: a.productName })}
      description={t('ui.authorization.amendText')}
      confirmLabel={t('ui.authorization.amend')}
      side="SELLER"
      maxShareRatio={a.maxShareRatio}
      caps
      values={termsFrom({ ...a, payRate: a.floorPayRate })}
      version={a.version}
      send={(terms, version) =>
        run({
          id: a.id,
          version,
          shareRatio: terms.shareRatio,
          floorPayRate: terms.payRate,
          validUntil: endOf(terms),
          ...capsOf(terms),
        })
      }
      done={t('ui.authorization.amended')}
      onClose={onClose}
    />
  );
}
