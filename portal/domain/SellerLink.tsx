import { RouteLink } from '../shell/links.ts';

/** Name of a seller that leads to its page. */
export function SellerLink({ seller: { id, name } }: { seller: { id: string; name: string } }) {
  return (
    <RouteLink to="/sellers/$id" params={{ id }}>
      {name}
    </RouteLink>
  );
}
