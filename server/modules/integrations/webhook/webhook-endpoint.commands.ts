import { GraphQLString } from 'graphql';
import { CATALOGS } from '../../../platform/catalogs.ts';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import { DomainEventEntity } from '../../../platform/command/records.entity.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { PublicError, refuse } from '../../../platform/errors.ts';
import { globalId } from '../../../platform/ids.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { receiverUrl } from '../../../sources/transport/index.ts';
import { ISSUERS, issuedBy } from '../../identity/index.ts';
import { WEBHOOK_ROLES, WebhookEndpointEntity } from './webhook-endpoint.entity.ts';
import { type Place, placeAt, wakeWebhooks, webhookEndpointLife } from './webhook-endpoint.life.ts';
import { WEBHOOK_MANAGERS } from './webhook-endpoint.machine.ts';
import { webhookEndpoint } from './webhook-endpoint.read.ts';
import { newSecret, sealSecret } from './webhook-message.ts';

const MOST_ENDPOINTS = 20;

const names = {
  name: field.text('Purpose of the webhook.', { max: 80 }),
  url: field.text(
    'Address to which events are sent: https with a public domain name; in the demo, also http on this machine.',
    { max: 500 },
  ),
  subjectTypes: field.list(
    field.text(
      'SDL types of the objects whose events to send, as in `events`; empty for all. A type without events is refused.',
      { max: 64, pattern: /^\w+$/ },
    ),
    { max: 50 },
  ),
  events: field.list(
    field.text(
      'Names of the events to send, as in `events`; empty for all. A name that none of the types has is refused.',
      { max: 64 },
    ),
    { max: 100 },
  ),
};

function urlFor(tx: Tx, text: string): string {
  const url = receiverUrl(text, tx.allowsLoopback);
  if (!url) throw refuse('WEBHOOK_URL_NOT_ALLOWED', 'url');
  return url.href;
}

/** The feed itself refuses types without events. */
function typesOfFeed(tx: Tx, types: readonly string[]): string[] {
  const feed = [...tx.domain.models.values()].find(({ reads }) => reads.name === 'Event')!;
  feed.filters.get('subjectType')!.params(types);
  return [...new Set(types)];
}

/** Types and names of all events: the catalogs describe each. */
const EVENTS = Object.keys(CATALOGS.en).flatMap((key) => {
  const [kind, type = '', event = ''] = key.split('.');
  return kind === 'event' ? [{ type, event }] : [];
});

/** A misspelt name would match nothing, and the receiver would wait for its events for ever. */
function eventsOf(types: readonly string[], names: readonly string[]): string[] {
  const isKnown = (name: string): boolean =>
    EVENTS.some(
      ({ type, event }) => event === name && (types.length === 0 || types.includes(type)),
    );
  const unknown = names.filter((name) => !isKnown(name));
  if (unknown.length > 0) throw refuse('EVENT_UNKNOWN', 'events', { names: unknown.join(', ') });
  return [...new Set(names)];
}

function roleFor(tx: Tx, role: Role): Role {
  const { viewer } = tx;
  const isKnown = WEBHOOK_ROLES.includes(role) && Role.sideOf(role) === viewer.side;
  if (!isKnown) throw refuse('ROLE_UNKNOWN', 'role', { role: Role.word(role) });
  if (!issuedBy(viewer.role).some((issued) => issued === role))
    throw refuse('ROLE_NOT_ALLOWED', 'role', { roles: ISSUERS.map(Role.word).join(', ') });
  return role;
}

/** Present end of the feed: later events have a later recording time. */
async function endOfFeed(tx: Tx): Promise<Place> {
  const [now] = await tx.rows<{ at: Date }>(
    sql`select date_trunc('milliseconds', clock_timestamp()) as at`,
  );
  return placeAt(now!.at);
}

/** The place before an event that the viewer may see. */
async function placeBefore(tx: Tx, eventId: string): Promise<Place> {
  const id = globalId.decode('evt', eventId);
  const [event] = await tx.find(DomainEventEntity, (d) => sql`${d.id} = ${id}`);
  if (!event) throw PublicError.notFound();
  const [before] = await tx.find(
    DomainEventEntity,
    (d) =>
      sql`(${d.recordedAt}, ${d.id}) < (${event.recordedAt}, ${id}::uuid) and ${d.recordedAt} = ${event.recordedAt}`,
    (d) => sql`${d.id} desc`,
  );
  const place = placeAt(event.recordedAt);
  return before ? { ...place, cursorId: before.id } : place;
}

const secretField = {
  secret: {
    type: () => GraphQLString,
    description: 'Secret with which messages are signed (whsec_…), shown once.',
    once: true,
  },
} as const;

const create = command({
  name: 'webhookEndpointCreate',
  description:
    'Creates a webhook (新建事件推送), to which events from now on are sent. Only this response contains the secret; a lost secret must be rotated.',
  roles: WEBHOOK_MANAGERS,
  fields: {
    ...names,
    role: field.optional(
      field.role(
        "Role in which the webhook reads events: one in which the viewer may issue a key, by default the viewer's.",
      ),
    ),
  },
  payload: { webhookEndpoint: () => webhookEndpoint },
  extra: secretField,
  idempotent: true,
  freshProof: true,
  async run(tx, { name, url, subjectTypes, events, role = tx.viewer.role }) {
    const { tenantId: orgId, memberId } = tx.viewer;
    tx.lock('WebhookEndpoints', orgId);
    const existing = await tx.find(
      WebhookEndpointEntity,
      (d) => sql`${d.orgId} = ${orgId} and ${d.status} <> 'DELETED'`,
    );
    if (existing.length >= MOST_ENDPOINTS)
      throw refuse('WEBHOOK_LIMIT_REACHED', null, { limit: MOST_ENDPOINTS });
    const secret = newSecret();
    const endpoint = await tx.begin(
      webhookEndpointLife,
      {
        orgId,
        name,
        url: urlFor(tx, url),
        role: roleFor(tx, role),
        subjectTypes: typesOfFeed(tx, subjectTypes),
        events: eventsOf(subjectTypes, events),
        createdById: memberId!,
        sealedSecret: sealSecret(tx, secret),
        ...(await endOfFeed(tx)),
      },
      'create',
    );
    await wakeWebhooks(tx);
    return { webhookEndpoint: endpoint.id, secret };
  },
});

const rotateSecret = command({
  name: 'webhookEndpointRotateSecret',
  description:
    'Replaces the secret of a webhook (更换密钥). For the time of a policy, messages are also signed with the former one. Only this response contains the new secret.',
  roles: WEBHOOK_MANAGERS,
  fields: {
    id: field.id(() => webhookEndpoint, 'Global id of the WebhookEndpoint.'),
    version: field.version,
  },
  payload: { webhookEndpoint: () => webhookEndpoint },
  extra: secretField,
  idempotent: true,
  freshProof: true,
  async run(tx, { id, version }) {
    const row = await tx.get(webhookEndpointLife, id, version);
    const secret = newSecret();
    await tx.fire(webhookEndpointLife, row, 'rotateSecret', { secret });
    return { webhookEndpoint: id, secret };
  },
});

const replay = eventCommand(webhookEndpointLife, 'replay', {
  description:
    'Sends events again (重新投递), in their order, from a time or an event on. The webhook continues with the events after them. Each message has the id that it had before.',
  freshProof: true,
  fields: {
    from: field.optional(
      field.instant('Recording time (`recordedAt`) of the first event; or name the event.'),
    ),
    fromEvent: field.optional(
      field.text('Global id of the first event; or give its time.', { max: 60 }),
    ),
  },
  async run(tx, row, { from, fromEvent }) {
    if ((from === undefined) === (fromEvent === undefined)) throw refuse('TIME_OR_EVENT', 'from');
    const place = from ? placeAt(from) : await placeBefore(tx, fromEvent!);
    const end = await endOfFeed(tx);
    if (place.cursorAt > end.cursorAt) throw refuse('TIME_IN_FUTURE', 'from');
    await tx.fire(webhookEndpointLife, row, 'replay', place);
  },
});

const update = eventCommand(webhookEndpointLife, 'update', {
  description:
    'Changes a webhook (修改): fields that are not given stay. An event that failed is tried again at once. With another address, the viewer answers for it from then on.',
  freshProof: true,
  fields: {
    name: field.optional(names.name),
    url: field.optional(names.url),
    subjectTypes: field.optional(names.subjectTypes),
    events: field.optional(names.events),
  },
  async run(tx, row, { name, url, subjectTypes, events }) {
    await tx.fire(webhookEndpointLife, row, 'update', {
      name,
      url: url && urlFor(tx, url),
      subjectTypes: subjectTypes && typesOfFeed(tx, subjectTypes),
      // A new choice of types may leave a name without an event.
      events:
        (events ?? subjectTypes) &&
        eventsOf(subjectTypes ?? row.subjectTypes, events ?? row.events),
    });
  },
});

export const webhookEndpointCommands: readonly AnyCommand[] = [
  create,
  update,
  rotateSecret,
  replay,
  eventCommand(webhookEndpointLife, 'pause', {
    description: 'Pauses a webhook (暂停): events wait until it is resumed.',
  }),
  eventCommand(webhookEndpointLife, 'resume', {
    description:
      'Resumes a webhook that was paused or disabled (恢复): it continues after the last event that it delivered. The viewer answers for it from then on.',
    freshProof: true,
  }),
  eventCommand(webhookEndpointLife, 'test', {
    description:
      'Requests a test message of the type webhook.test (发送测试事件). It is sent in any state and its outcome is in `deliveries`.',
  }),
  eventCommand(webhookEndpointLife, 'delete', {
    description: 'Deletes a webhook for good and erases its secrets (删除).',
    freshProof: true,
  }),
];
