import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.tsx';
import { grantJoint } from '../AuthorizationCommands.ts';
import { TermsCompared } from '../terms/TermsCompared.tsx';
import { TermsDialog } from '../terms/TermsDialog.tsx';
import { capsOf, endOf, startOf, termsFrom } from '../terms/terms.ts';

const Authorization = graphql(`
  fragment GrantDialog_authorization on JointSalesAuthorization {
    id version productName partnerName floorPayRate shareRatio maxShareRatio validFrom validUntil requestNote
    ...TermsCompared_authorization
  }
`);

export interface GrantDialogProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

/** Grants a request on its terms or on other terms, compared side by side. */
export function GrantDialog({ authorization, onClose }: GrantDialogProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const { run } = useCommand(grantJoint);
  return (
    <TermsDialog
      title={t('ui.authorization.grantTitle', { name: a.productName })}
      description={t('ui.authorization.grantText', { partner: a.partnerName })}
      confirmLabel={t('ui.authorization.grant')}
      side="SELLER"
      maxShareRatio={a.maxShareRatio}
      start
      caps
      note
      values={termsFrom({ ...a, payRate: a.floorPayRate })}
      version={a.version}
      send={(terms, version) =>
        run({
          id: a.id,
          version,
          shareRatio: terms.shareRatio,
          floorPayRate: terms.payRate,
          validFrom: startOf(terms),
          validUntil: endOf(terms),
          ...capsOf(terms),
          reason: terms.note || null,
        })
      }
      done={t('ui.authorization.granted')}
      onClose={onClose}
    >
      {(draft) => (
        <>
          <TermsCompared authorization={a} draft={draft} />
          {a.requestNote && <blockquote className="note">{a.requestNote}</blockquote>}
        </>
      )}
    </TermsDialog>
  );
}
