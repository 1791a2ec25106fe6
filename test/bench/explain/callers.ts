import pg from 'pg';
import { AS_OWNER } from '../../../server/platform/db/log-ins.ts';
import { Role, type Viewer } from '../../../server/platform/viewer.ts';

/** A viewer for statements, with the size of its tenant. */
export interface Caller {
  readonly size: 'usual' | 'largest';
  readonly viewer: Viewer;
}

/** The tenants of each side, sorted by size in customers, discounts and orders. */
const TENANTS: Readonly<Record<string, string>> = {
  partner:
    'select org_id as id, count(*) as n from customer_access a join partner p on p.id = a.org_id group by 1',
  seller: 'select seller_id as id, count(*) as n from exclusive_discount group by 1',
  customer: 'select customer_id as id, count(*) as n from customer_order group by 1',
  operator: `select id, 1 as n from organization where kind = 'OPERATOR'`,
  reporting: `select id, 1 as n from organization where kind = 'OPERATOR'`,
};

const MEMBER =
  'select id, user_id as "userId" from membership where org_id = $1 and role = $2 limit 1';

/** A member with this role in a typical and in the largest tenant; one of them if the side has one tenant. */
export async function callersOf(url: string, role: Role): Promise<Caller[]> {
  const tenants = TENANTS[Role.sideOf(role)];
  if (!tenants) return [];
  return await asOwner(url, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from (${tenants}) t order by n desc, id`,
    );
    const chosen = new Map<string, Caller['size']>();
    if (rows.length > 0) {
      chosen.set(rows[rows.length >> 1]!.id, 'usual');
      chosen.set(rows[0]!.id, 'largest');
    }
    const callers: Caller[] = [];
    for (const [tenantId, size] of chosen) {
      const found = await client.query<{ id: string; userId: string }>(MEMBER, [tenantId, role]);
      const member = found.rows[0];
      callers.push({
        size,
        viewer: {
          via: member ? 'PORTAL' : 'API_KEY',
          role,
          side: Role.sideOf(role),
          tenantId,
          actorId: member?.userId ?? tenantId,
          actorName: role,
          memberId: member?.id ?? null,
          scopes: ['read', 'write'],
          subjectId: null,
        },
      });
    }
    return callers;
  });
}

/** Runs SQL without row-level security. */
export async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, options: AS_OWNER });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
