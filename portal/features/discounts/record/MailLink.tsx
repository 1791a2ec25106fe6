import { Mail } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../../ui/overlays/ConfirmDialog.tsx';

const Discount = graphql(`
  fragment MailLink_discount on ExclusiveDiscount {
    id version customerName ...ActionButtons_actionable
  }
`);
const Share = graphql(`
  mutation MailLink_share($input: ExclusiveDiscountShareInput!, $idempotencyKey: ID!) {
    step: exclusiveDiscountShare(input: $input, idempotencyKey: $idempotencyKey) {
      exclusiveDiscount { ...MailLink_discount }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Mails the private link to the customer's contact again. */
export function MailLink({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const d = readFragment(Discount, discount);
  const [asking, setAsking] = useState(false);
  const { run } = useCommand(Share);
  async function send() {
    const payload = await run({ id: d.id, version: d.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload)
      toast.show({ tone: 'good', title: t('ui.discount.mailed', { customer: d.customerName }) });
  }
  return (
    <>
      <span>
        <ActionButtons
          actionable={d}
          size="sm"
          buttons={[
            {
              name: 'share',
              label: t('ui.discount.mailAgain'),
              icon: Mail,
              onPress: () => setAsking(true),
            },
          ]}
        />
      </span>
      <ConfirmDialog
        isOpen={asking}
        onOpenChange={setAsking}
        title={t('ui.discount.mailTitle', { customer: d.customerName })}
        confirmLabel={t('ui.discount.mailAgain')}
        cancelLabel={t('ui.cancel')}
        onConfirm={send}
      >
        {t('ui.discount.mailText')}
      </ConfirmDialog>
    </>
  );
}
