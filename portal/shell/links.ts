import { createLink } from '@tanstack/react-router';
import { Link, LinkButton } from '../ui/actions/Link.tsx';

/** A text link to a route: typed `to`, `params`, `search`, plus the looks of `ui/Link`. */
export const RouteLink = createLink(Link);

/** A route link that looks like a button. */
export const RouteButton = createLink(LinkButton);
