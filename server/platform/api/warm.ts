import { setTimeout as pause } from 'node:timers/promises';
import type { DocumentNode } from 'graphql';
import type { Database } from '../db/database.ts';
import type { Domain } from '../domain.ts';
import type { Logger } from '../log.ts';
import { expectUses } from '../read/plan/run.ts';
import { Role, SYSTEM_TENANT, type Viewer } from '../viewer.ts';
import { plansOf } from './context.ts';
import type { Documents, Prepared } from './documents.ts';
import { openingVariables, opensAlone } from './opening-variables.ts';

export interface WarmDeps {
  readonly db: Pick<Database, 'plan'>;
  readonly domain: Domain;
  readonly documents: Documents;
  readonly log: Pick<Logger, 'debug'>;
  /** The roles whose pages are planned, the most frequent first. */
  readonly roles: () => Promise<readonly Role[]>;
  /** Ends the work between two statements. */
  readonly signal: AbortSignal;
}

/**
 * Characters of the statements that are planned in advance. PostgreSQL keeps about 130 bytes for each of them on every
 * connection.
 */
const WARM_CHARACTERS = 1_000_000;

/**
 * Prepares the statements of the portal's pages that open without a record, with their plans, so that no user waits
 * for PostgreSQL to plan them. Rests as long as it works. Returns the texts of the prepared statements.
 */
export async function warmPlans(deps: WarmDeps): Promise<ReadonlySet<string>> {
  const { db, log, signal } = deps;
  const planned = new Set<string>();
  let characters = 0;
  try {
    const roles = await deps.roles();
    for (const document of await openingDocuments(deps)) {
      for (const role of roles) {
        if (signal.aborted || characters >= WARM_CHARACTERS) return planned;
        await resting(async () => {
          const viewer = memberWith(role);
          const statement = statementFor(deps, viewer, document);
          if (!statement || planned.has(statement.text)) return;
          await db.plan(viewer, statement);
          planned.add(statement.text);
          characters += statement.text.length;
        });
      }
    }
  } catch (error) {
    // PostgreSQL then plans the others for their first users.
    log.debug({ err: error }, 'no further plans are made in advance');
  }
  return planned;
}

async function resting<T>(work: () => T | Promise<T>): Promise<T> {
  const began = performance.now();
  const done = await work();
  await pause(performance.now() - began);
  return done;
}

/** The registered queries that need no id, the longest first: PostgreSQL plans these for the longest time. */
async function openingDocuments({ documents, signal }: WarmDeps): Promise<DocumentNode[]> {
  const opening: Prepared[] = [];
  for (const hash of documents.hashes()) {
    if (signal.aborted) break;
    const prepared = await resting(() => documents.trusted(hash));
    if (prepared && opensAlone(prepared.document)) opening.push(prepared);
  }
  return opening.sort((a, b) => b.text.length - a.text.length).map(({ document }) => document);
}

/** The statement of a page as it opens; null for a role that may not open it, and without a plan. */
function statementFor(
  { domain }: WarmDeps,
  { role }: Viewer,
  document: DocumentNode,
): { text: string; values: null[] } | null {
  const variables = openingVariables(domain, document);
  const standing = { role, hasMember: true, hasSubject: false };
  const found = plansOf(domain).find(document, null, variables, standing);
  if ('unplanned' in found || found.compiled.isSpread) return null;
  expectUses(found.compiled);
  const { text, holes } = found.compiled.statement;
  return { text, values: holes.map(() => null) };
}

/** A member of no organization: statements are planned as such a viewer, and not run. */
const memberWith = (role: Role): Viewer => ({
  via: 'PORTAL',
  role,
  side: Role.sideOf(role),
  tenantId: SYSTEM_TENANT,
  actorId: SYSTEM_TENANT,
  actorName: role,
  memberId: SYSTEM_TENANT,
  scopes: ['read'],
  subjectId: null,
});
