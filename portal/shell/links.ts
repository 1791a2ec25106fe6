import { createLink } from '@tanstack/react-router';
import { Link, LinkButton } from '../ui/actions/Link.tsx';

/** A text link to a route: typed `to`, `params`, `search`, with the props of `ui/Link`. */
export const RouteLink = createLink(Link);

export const RouteButton = createLink(LinkButton);
