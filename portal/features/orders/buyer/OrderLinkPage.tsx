import { getRouteApi } from '@tanstack/react-router';
import { BuyerLinkPage } from '../../../domain/buyer/BuyerLinkPage.tsx';
import { BuyerSpace } from '../../../domain/buyer/BuyerSpace.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { useTitle } from '../../../shell/title.ts';

const route = getRouteApi('/buyer/orders/$token');
const PURPOSES = ['ORDER'];

/** Target of the link in mails about an order: the customer's orders, their delivery and refunds. */
export function OrderLinkPage() {
  const { token } = route.useParams();
  useTitle(useText()('ui.buyer.orders.title'));
  return (
    <BuyerLinkPage token={token} purposes={PURPOSES}>
      <BuyerSpace start="orders" />
    </BuyerLinkPage>
  );
}
