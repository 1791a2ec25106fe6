import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { serverNow } from '../../lib/clock.ts';
import { useCommand } from '../../lib/command.ts';
import { isoDay, lastDay, plusDays } from '../../lib/dates.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { renewJoint } from './AuthorizationCommands.ts';
import { settleTerms } from './settle-terms.ts';
import { TermsFields } from './TermsFields.tsx';
import { endOf, startOf, type Terms, termsFrom, termsShape } from './terms.ts';

const Authorization = graphql(`
  fragment RenewDialog_authorization on JointSalesAuthorization {
    id productName floorPayRate shareRatio maxShareRatio validFrom validUntil
  }
`);

export interface RenewDialogProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

/** Asks for an authorization that follows this one: from the day after its last, for a year. */
export function RenewDialog({ authorization, onClose }: RenewDialogProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const { run } = useCommand(renewJoint);
  const today = isoDay(serverNow());
  const after = plusDays(lastDay(a.validUntil), 1);
  const over = after <= today;
  const first = over ? today : after;
  const form = useForm<Terms>({
    resolver: zodResolver(z.object(termsShape)),
    defaultValues: {
      ...termsFrom({ ...a, payRate: a.floorPayRate }),
      validFrom: first,
      validUntil: plusDays(first, 364),
    },
  });
  const submit = form.handleSubmit(async (values) => {
    const answer = await run({
      id: a.id,
      shareRatio: values.shareRatio,
      floorPayRate: values.payRate,
      validFrom: startOf(values),
      validUntil: endOf(values),
      note: values.note || null,
    });
    settleTerms(form, answer, t, t('ui.authorization.requested'), onClose);
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.authorization.renewTitle', { name: a.productName })}
      description={t('ui.authorization.renewText')}
      confirmLabel={t('ui.authorization.requestSend')}
      onSubmit={submit}
      onClose={onClose}
    >
      <TermsFields
        control={form.control}
        rateLabel={t('ui.authorization.floorPayRate')}
        shareLabel={t('ui.authorization.expectedShare')}
        maxShareRatio={a.maxShareRatio}
        start
        noteLabel={t('ui.authorization.noteToSeller')}
      />
    </FormDialog>
  );
}
