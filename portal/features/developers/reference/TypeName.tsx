import { RouteLink } from '../../../shell/links.ts';
import { nameIn } from './data.ts';

/** A type as in the SDL, `[Customer!]!`, whose name leads to its page. */
export function TypeName({ type }: { type: string }) {
  const name = nameIn(type);
  const [before = '', after = ''] = type.split(name);
  return (
    <>
      {before}
      <RouteLink to="/developers/reference" search={{ type: name }}>
        {name}
      </RouteLink>
      {after}
    </>
  );
}

/** A field or value as a link: `Customer.name`. */
export function MemberLink({ type, member }: { type: string; member?: string }) {
  return (
    <RouteLink to="/developers/reference" search={{ type }} {...(member && { hash: member })}>
      <code>{member ? `${type}.${member}` : type}</code>
    </RouteLink>
  );
}
