import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { amendJoint } from './AuthorizationCommands.ts';
import { settleTerms } from './settle-terms.ts';
import { TermsFields } from './TermsFields.tsx';
import { capsOf, endOf, type Terms, termsFrom, termsShape } from './terms.ts';

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

/** Sets new terms; the old ones stay a version, and what was made under them keeps them. */
export function AmendDialog({ authorization, onClose }: AmendDialogProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const { run } = useCommand(amendJoint);
  const form = useForm<Terms>({
    resolver: zodResolver(z.object(termsShape)),
    defaultValues: termsFrom({ ...a, payRate: a.floorPayRate }),
  });
  const submit = form.handleSubmit(async (values) => {
    const answer = await run({
      id: a.id,
      version: a.version,
      shareRatio: values.shareRatio,
      floorPayRate: values.payRate,
      validUntil: endOf(values),
      ...capsOf(values),
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
        rateLabel={t('ui.authorization.floorPayRate')}
        shareLabel={t('ui.product.share')}
        maxShareRatio={a.maxShareRatio}
        caps
      />
    </FormDialog>
  );
}
