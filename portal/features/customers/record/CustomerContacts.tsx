import { Eye } from 'lucide-react';
import { useState } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import type { Contact } from './RevealDialog.tsx';

const RevealDialog = later(() => import('./RevealDialog.tsx'), 'RevealDialog');

const Customer = graphql(`
  fragment CustomerContacts_customer on Customer {
    id name accessLevel contactName contactPhone contactMail
  }
`);

export interface CustomerContactsProps {
  customer: FragmentType<typeof Customer>;
  mayReveal: boolean;
}

/** Contact data, masked until the viewer gives a reason; leaving the page masks it again. */
export function CustomerContacts({ customer, mayReveal }: CustomerContactsProps) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const [clear, setClear] = useState<Contact | null>(null);
  const c = readFragment(Customer, customer);
  const shown = clear ?? { name: c.contactName, phone: c.contactPhone, mail: c.contactMail };
  return (
    <div>
      {(['name', 'phone', 'mail'] as const).map((id) => (
        <div key={id} className="cut">
          {shown[id] ?? (id === 'name' ? t('ui.none') : null)}
        </div>
      ))}
      {mayReveal &&
        (clear ? (
          <Button size="sm" variant="ghost" onPress={() => setClear(null)}>
            {t('ui.customer.mask')}
          </Button>
        ) : (
          <Button
            size="sm"
            variant="ghost"
            icon={Eye}
            disabledReason={c.accessLevel === 'FULL' ? null : t('error.CONTACT_NOT_SHARED')}
            onPress={() => setAsking(true)}
          >
            {t('ui.customer.reveal')}
          </Button>
        ))}
      {asking && (
        <RevealDialog
          customer={c}
          onClose={() => setAsking(false)}
          onReveal={(contact) => {
            setClear(contact);
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}
