import { Eye, Pencil } from 'lucide-react';
import { useState } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import type { Contact } from './RevealDialog.tsx';

const ContactDialog = lazyComponent(() => import('./ContactDialog.tsx'), 'ContactDialog');
const RevealDialog = lazyComponent(() => import('./RevealDialog.tsx'), 'RevealDialog');

const Customer = graphql(`
  fragment CustomerContacts_customer on Customer {
    id name accessLevel contactName contactPhone contactMail contactOnFile contactSource
  }
`);

export interface CustomerContactsProps {
  customer: FragmentType<typeof Customer>;
  mayReveal: boolean;
  maySet: boolean;
}

/**
 * Contact data, masked until the viewer gives a reason; leaving the page masks it again. Operators enter the contact on
 * file.
 */
export function CustomerContacts({ customer, mayReveal, maySet }: CustomerContactsProps) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const [setting, setSetting] = useState(false);
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
      {c.contactOnFile !== null && (
        <p className="note">
          {c.contactOnFile
            ? [
                t('ui.customer.contactOnFile'),
                c.contactSource && t.enum('ContactSource', c.contactSource),
              ]
                .filter(Boolean)
                .join(' · ')
            : t('ui.customer.contactUnproven')}
        </p>
      )}
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
      {maySet && (
        <Button
          size="sm"
          variant="ghost"
          icon={Pencil}
          disabledReason={
            c.contactOnFile && c.contactSource === 'UPSTREAM'
              ? t('error.CONTACT_FROM_UPSTREAM')
              : null
          }
          onPress={() => setSetting(true)}
        >
          {t(c.contactOnFile ? 'ui.customer.contactSet.correct' : 'ui.customer.contactSet.add')}
        </Button>
      )}
      {setting && <ContactDialog customer={c} onClose={() => setSetting(false)} />}
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
