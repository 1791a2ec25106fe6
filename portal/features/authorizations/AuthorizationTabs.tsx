import { useNavigate } from '@tanstack/react-router';
import { useText } from '../../lib/i18n.tsx';
import { Segmented } from '../../ui/Segmented.tsx';

/** The two kinds of authorization: of common products, and of products sold jointly. */
export function AuthorizationTabs({ value }: { value: 'csp' | 'joint' }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <div className="row">
      <Segmented
        label={t('ui.authorization.kind')}
        value={value}
        options={[
          { id: 'csp', label: t('ui.authorization.csp') },
          { id: 'joint', label: t('ui.authorization.joint') },
        ]}
        onChange={(id) =>
          void navigate({ to: id === 'csp' ? '/authorizations' : '/authorizations/joint' })
        }
      />
    </div>
  );
}
