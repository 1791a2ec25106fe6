import { parse } from 'graphql';
import type { ApiDeps } from '../../../platform/api/context.ts';
import { openViewerApi } from '../../../platform/api/viewer-api.ts';
import { globalId } from '../../../platform/ids.ts';
import { Role, type Viewer } from '../../../platform/viewer.ts';
import type { WebhookEndpoint } from './webhook-endpoint.entity.ts';
import type { Place } from './webhook-endpoint.life.ts';
import { type Message, messageOf } from './webhook-message.ts';

/** Events of one turn at most. */
export const PAGE = 50;

/** No personal data: the receiver reads names and labels from the API, under its own rights. */
const EVENTS = parse(`query ($after: String!) {
  events(first: ${PAGE}, after: $after) {
    nodes { id subjectType subjectId event fromState toState recordedAt createdAt }
  }
}`);

interface FeedEvent {
  readonly id: string;
  readonly subjectType: string;
  readonly event: string;
  readonly recordedAt: string;
  readonly createdAt: string;
}

/** An event of the feed with its message; null if the endpoint does not want it. */
export interface NextEvent {
  readonly place: Place;
  readonly message: Message | null;
}

/** The program that the endpoint stands for: it reads what a key in this role reads. */
const viewerOf = ({ id, orgId, name, role }: Readonly<WebhookEndpoint>): Viewer => ({
  via: 'API_KEY',
  role,
  side: Role.sideOf(role),
  tenantId: orgId,
  actorId: id,
  actorName: name,
  memberId: null,
  scopes: ['read'],
  subjectId: null,
});

/**
 * The next events after the endpoint's cursor, as its role reads them. They are filtered here: a filtered page would
 * begin at the cursor again each time, however many events it left out.
 */
export async function nextEvents(
  deps: ApiDeps,
  endpoint: Readonly<WebhookEndpoint>,
): Promise<NextEvent[]> {
  const { cursorAt, cursorId, subjectTypes, events } = endpoint;
  const api = openViewerApi(deps, viewerOf(endpoint), 'webhooks');
  try {
    const after = api.cursor('RECORDED', [cursorAt, cursorId]);
    const data = await api.ask<{ events: { nodes: readonly FeedEvent[] } }>(EVENTS, { after });
    return data.events.nodes.map(({ createdAt, ...event }) => {
      const isWanted =
        (subjectTypes.length === 0 || subjectTypes.includes(event.subjectType)) &&
        (events.length === 0 || events.includes(event.event));
      const type = `${event.subjectType}.${event.event}`;
      return {
        place: {
          cursorAt: new Date(event.recordedAt),
          cursorId: globalId.decode('evt', event.id),
        },
        message: isWanted ? messageOf(event.id, type, createdAt, event) : null,
      };
    });
  } finally {
    await api.end();
  }
}
