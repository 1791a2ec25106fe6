import { getRouteApi, Navigate } from '@tanstack/react-router';
import { NotFound } from '../../shell/NotFound.tsx';
import { useObjectPath } from '../../shell/objects.ts';

const route = getRouteApi('/app/open/$type/$id');

/** Target of links in mails: redirects to the page that shows the object to this viewer. */
export function OpenPage() {
  const { type, id } = route.useParams();
  const path = useObjectPath()(type, id);
  return path ? <Navigate to={path} replace /> : <NotFound />;
}
