import { getRouteApi } from '@tanstack/react-router';
import { BuyerLinkPage } from '../../domain/buyer/BuyerLinkPage.tsx';
import { useText } from '../../lib/i18n.tsx';
import { useTitle } from '../../shell/title.ts';
import { BuyerBinding } from './BuyerBinding.tsx';

const route = getRouteApi('/buyer/bindings/$token');
const PURPOSES = ['BINDING_INVITE', 'BINDING_RESPONSE'];

export function BuyerBindingPage() {
  const { token } = route.useParams();
  useTitle(useText()('ui.buyer.title'));
  return (
    <BuyerLinkPage token={token} purposes={PURPOSES}>
      <BuyerBinding />
    </BuyerLinkPage>
  );
}
