import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { isoDay, laterDay } from '../../../lib/dates.ts';
import { useText } from '../../../lib/i18n.tsx';
import { renewJoint } from '../AuthorizationCommands.ts';
import { TermsDialog } from '../terms/TermsDialog.tsx';
import { endOf, newTerms, startOf, termsFrom } from '../terms/terms.ts';

const Authorization = graphql(`
  fragment RenewDialog_authorization on JointSalesAuthorization {
    id productName floorPayRate shareRatio maxShareRatio validFrom validUntil
  }
`);

export interface RenewDialogProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

/** Requests an authorization that follows this one, for one year. */
export function RenewDialog({ authorization, onClose }: RenewDialogProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const { run } = useCommand(renewJoint);
  const first = laterDay(isoDay(a.validUntil), isoDay(serverNow()));
  const { validFrom, validUntil } = newTerms(first);
  return (
    <TermsDialog
      title={t('ui.authorization.renewTitle', { name: a.productName })}
      description={t('ui.authorization.renewText')}
      confirmLabel={t('ui.authorization.requestSend')}
      side="PARTNER"
      maxShareRatio={a.maxShareRatio}
      start
      note
      values={{ ...termsFrom({ ...a, payRate: a.floorPayRate }), validFrom, validUntil }}
      send={(terms) =>
        run({
          id: a.id,
          shareRatio: terms.shareRatio,
          floorPayRate: terms.payRate,
          validFrom: startOf(terms),
          validUntil: endOf(terms),
          note: terms.note || null,
        })
      }
      done={t('ui.authorization.requested')}
      onClose={onClose}
    />
  );
}
