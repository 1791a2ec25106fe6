import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { modifyCsp } from './AuthorizationCommands.ts';
import { settleTerms } from './settle-terms.ts';
import { TermsFields } from './TermsFields.tsx';
import { endOf, type Terms, termsFrom, termsShape } from './terms.ts';

const Authorization = graphql(`
  fragment CspModifyDialog_authorization on CspAuthorization {
    id version productName minPayRate shareRatio maxShareRatio validFrom validUntil
  }
`);

export interface CspModifyDialogProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

/** Sets new terms; the old ones stay a version, and what was made under them keeps them. */
export function CspModifyDialog({ authorization, onClose }: CspModifyDialogProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const { run } = useCommand(modifyCsp);
  const form = useForm<Terms>({
    resolver: zodResolver(z.object(termsShape)),
    defaultValues: termsFrom({ ...a, payRate: a.minPayRate }),
  });
  const submit = form.handleSubmit(async (values) => {
    const answer = await run({
      id: a.id,
      version: a.version,
      minPayRate: values.payRate,
      shareRatio: values.shareRatio,
      validUntil: endOf(values),
    });
    settleTerms(form, answer, t, t('ui.authorization.amended'), onClose);
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.authorization.amendTitle', { name: a.productName })}
      description={t('ui.authorization.amendText')}
      confirmLabel={t('ui.authorization.amend')}
      onSubmit={submit}
      onClose={onClose}
    >
      <TermsFields
        control={form.control}
        rateLabel={t('ui.authorization.minPayRate')}
        shareLabel={t('ui.product.share')}
        maxShareRatio={a.maxShareRatio}
      />
    </FormDialog>
  );
}
