import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { graphql } from 'graphql';
import { type ApiDeps, GraphqlContext } from '../../../platform/api/context.ts';
import { Buckets } from '../../../platform/api/limits-budget.ts';
import { PublicError } from '../../../platform/errors.ts';
import { Role, type Viewer } from '../../../platform/viewer.ts';
import { CALENDAR_PATH } from './calendar-feed.commands.ts';
import { type FeedOwner, feedOwner } from './calendar-feed.read.ts';
import { type FeedDeadline, feedText } from './calendar-feed.ts';

/** Requests of one address: a calendar program asks a few times an hour, a guesser very often. */
const RATE = { maximum: 30, restoreRate: 0.2 };
/** Pages of 100 deadlines; further ones are too far ahead for a calendar. */
const PAGES = 5;
const TOKEN = /^([\w-]{43})\.ics$/;

const MINE = `query ($after: String) {
  deadlines(first: 100, after: $after, filter: { isMine: true }) {
    nodes { id subjectId subjectType label event actsSide dueAt isProvisional pausedSince }
    pageInfo { hasNextPage endCursor }
  }
}`;

/**
 * Serves `GET /calendar/<token>.ics`: the deadlines of the member who created the link, read under that member's own
 * rights at each request. The link is the only credential. An unknown or revoked link, and one of a suspended member or
 * organization, is not found.
 */
export async function registerCalendarFeed(fastify: FastifyInstance, deps: ApiDeps): Promise<void> {
  const buckets = new Buckets(deps.realClock, RATE);
  fastify.get<{ Params: { file: string } }>(
    `${CALENDAR_PATH}/:file`,
    { exposeHeadRoute: false },
    async (request, reply) => {
      reply.header('cache-control', 'private, no-store');
      const bucket = buckets.at(request.ip);
      if (bucket.available < 1) throw PublicError.rateLimited(Math.ceil(1 / RATE.restoreRate));
      bucket.available -= 1;
      const token = TOKEN.exec(request.params.file)?.[1];
      const owner = token && (await feedOwner(deps, token));
      if (!owner) throw PublicError.notFound();
      const { publicUrl } = deps;
      const text = feedText(await deadlinesOf(deps, owner, request.id), {
        locale: owner.locale ?? 'zh',
        publicUrl,
      });
      const etag = `"${hash('sha256', text, 'base64url')}"`;
      reply.headers({ etag, 'x-robots-tag': 'noindex' });
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply
        .headers({
          'content-type': 'text/calendar; charset=utf-8',
          'content-disposition': 'attachment; filename="deadlines.ics"',
        })
        .send(text);
    },
  );
}

/** Asks the API as the member, who may only read here. */
async function deadlinesOf(
  deps: ApiDeps,
  owner: FeedOwner,
  requestId: string,
): Promise<FeedDeadline[]> {
  const viewer: Viewer = {
    via: 'PORTAL',
    role: owner.role,
    side: Role.sideOf(owner.role),
    tenantId: owner.orgId,
    actorId: owner.userId,
    actorName: owner.name,
    memberId: owner.memberId,
    scopes: ['read'],
    subjectId: null,
  };
  const deadlines: FeedDeadline[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const contextValue = new GraphqlContext(deps, viewer, requestId);
    try {
      const { data, errors } = await graphql({
        schema: deps.domain.schema,
        source: MINE,
        variableValues: { after },
        contextValue,
      });
      if (errors) throw errors[0]!;
      const { nodes, pageInfo } = data!.deadlines as {
        nodes: FeedDeadline[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      deadlines.push(...nodes);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    } finally {
      await contextValue.endReads();
    }
  }
  return deadlines;
}
