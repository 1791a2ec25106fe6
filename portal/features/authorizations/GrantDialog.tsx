import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { grantJoint } from './AuthorizationCommands.ts';
import { settleTerms } from './settle-terms.ts';
import { TermsCompared } from './TermsCompared.tsx';
import { TermsFields } from './TermsFields.tsx';
import { capsOf, endOf, startOf, type Terms, termsFrom, termsShape } from './terms.ts';

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

/** Grants a request on its terms or on others, which stand beside what was asked for. */
export function GrantDialog({ authorization, onClose }: GrantDialogProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const { run } = useCommand(grantJoint);
  const form = useForm<Terms>({
    resolver: zodResolver(z.object(termsShape)),
    defaultValues: termsFrom({ ...a, payRate: a.floorPayRate }),
  });
  const draft = form.watch();
  const submit = form.handleSubmit(async (values) => {
    const answer = await run({
      id: a.id,
      version: a.version,
      shareRatio: values.shareRatio,
      floorPayRate: values.payRate,
      validFrom: startOf(values),
      validUntil: endOf(values),
      ...capsOf(values),
      reason: values.note || null,
    });
    settleTerms(form, answer, t, t('ui.authorization.granted'), onClose);
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.authorization.grantTitle', { name: a.productName })}
      description={t('ui.authorization.grantText', { partner: a.partnerName })}
      confirmLabel={t('ui.authorization.grant')}
      onSubmit={submit}
      onClose={onClose}
    >
      <TermsCompared authorization={a} draft={draft} />
      {a.requestNote && <blockquote className="note">{a.requestNote}</blockquote>}
      <TermsFields
        control={form.control}
        rateLabel={t('ui.authorization.floorPayRate')}
        shareLabel={t('ui.product.share')}
        maxShareRatio={a.maxShareRatio}
        start
        caps
        noteLabel={t('ui.authorization.noteToPartner')}
      />
    </FormDialog>
  );
}
