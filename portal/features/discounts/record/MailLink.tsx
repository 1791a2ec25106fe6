import { Mail } from 'lucide-react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';

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
  const customer = d.customerName;
  const share = useStep(Share, t('ui.discount.mailed', { customer }));
  return (
    <span>
      <StepButtons
        actionable={d}
        size="sm"
        steps={[
          {
            name: 'share',
            label: t('ui.discount.mailAgain'),
            icon: Mail,
            confirm: {
              title: t('ui.discount.mailTitle', { customer }),
              text: t('ui.discount.mailText'),
              run: () => share.run({ id: d.id, version: d.version }),
            },
          },
        ]}
      />
    </span>
  );
}
