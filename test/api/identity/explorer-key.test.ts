import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, openWeb, type Web } from '../../kit/web.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';

const MINUTE = 60_000;

describe('the key of the API explorer', () => {
  let world: World;
  let web: Web;
  let acme: Organization;
  let owner: Caller;

  beforeAll(async () => {
    world = await openWorld('explorer');
    web = await openWeb(world, { demo: true });
    acme = await world.organization('PARTNER', '云帆科技');
    owner = await world.member(acme, 'csp.owner', '林悦');
  });
  afterAll(async () => {
    await web.close();
    await world.close();
  });

  const signedIn = async ({ viewer }: Caller): Promise<Browser> => {
    const browser = web.browser();
    const answer = await browser.post('/auth/demo-sign-in', {
      mail: `${viewer.actorId}@example.com`,
    });
    expect(answer.statusCode).toBe(200);
    return browser;
  };
  const keyOf = async (browser: Browser): Promise<string> =>
    (await browser.post('/auth/explorer-key')).json().key;
  const ask = async (key: string, query: string) => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await web.browser().post('/graphql', { query }, headers);
    return { status: answer.statusCode, ...answer.json() };
  };

  it('reads as its member does, with the schema and the cost, and writes nothing', async () => {
    const key = await keyOf(await signedIn(owner));
    const { data, extensions } = await ask(
      key,
      '{ viewer { role } __schema { queryType { name } } }',
    );
    expect(data).toEqual({
      viewer: { role: 'CSP_OWNER' },
      __schema: { queryType: { name: 'Query' } },
    });
    expect(extensions.cost.requested).toBeGreaterThan(0);
    const refused = await ask(
      key,
      'mutation { memberInvite(input: { mail: "a@example.com", name: "a", role: CSP_REP }, idempotencyKey: "k") { userErrors { code } } }',
    );
    expect(refused.errors[0]).toMatchObject({
      message: 'This needs a key with the scope write.',
      extensions: { code: 'FORBIDDEN', scope: 'write' },
    });
  });

  it('is listed as an explorer key, is unique per session, and does not count toward the limit of twenty', async () => {
    const browser = await signedIn(owner);
    const first = await keyOf(browser);
    const second = await keyOf(browser);
    expect((await ask(first, '{ viewer { name } }')).status).toBe(401);
    const { apiKeys } = await owner.ask(
      '{ apiKeys(first: 50, filter: { isActive: true }) { nodes { name isExplorer role scopes expiresAt createdBy { name } } } }',
    );
    expect(apiKeys.nodes[0]).toEqual({
      name: 'GraphiQL · 林悦',
      isExplorer: true,
      role: 'CSP_OWNER',
      scopes: ['READ', 'SCHEMA_READ'],
      expiresAt: new Date(world.clock.now().getTime() + 15 * MINUTE).toISOString(),
      createdBy: { name: '林悦' },
    });
    const name = await owner.ask('{ auditEntries(first: 1) { nodes { action actorName } } }');
    expect(name.auditEntries.nodes).toEqual([{ action: 'apiKeyExplore', actorName: '林悦' }]);
    expect((await ask(second, '{ viewer { name } }')).data).toEqual({
      viewer: { name: 'GraphiQL · 林悦' },
    });
  });

  it('ends with the session, with a role change, and after a quarter of an hour', async () => {
    const developer = await world.member(acme, 'csp.developer', '李想');
    const leaving = await signedIn(developer);
    const left = await keyOf(leaving);
    expect((await ask(left, '{ viewer { name } }')).status).toBe(200);
    await leaving.post('/auth/sign-out');
    expect(await ask(left, '{ viewer { name } }')).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });

    const demoted = await keyOf(await signedIn(developer));
    const id = `mem_${developer.viewer.memberId}`;
    const { version } = (
      await owner.ask('query($id: ID!) { member(by: { id: $id }) { version } }', { id })
    ).member;
    await owner.mutate('memberChangeRole', { id, version, role: 'CSP_REP' });
    expect((await ask(demoted, '{ viewer { name } }')).status).toBe(401);

    const late = await keyOf(await signedIn(owner));
    world.clock.moveTo(new Date(world.clock.now().getTime() + 15 * MINUTE));
    expect((await ask(late, '{ viewer { name } }')).status).toBe(401);

    // Ended keys are deleted when their member creates the next one.
    await keyOf(await signedIn(owner));
    const { apiKeys } = await owner.ask(
      '{ apiKeys(first: 50, filter: { isExplorer: true }) { nodes { createdBy { name } } } }',
    );
    const own = apiKeys.nodes.filter((key: any) => key.createdBy.name === '林悦');
    expect(own).toHaveLength(1);
  });

  it('is for roles that may hold keys, and needs a session', async () => {
    const rep = await world.member(acme, 'csp.rep');
    expect((await (await signedIn(rep)).post('/auth/explorer-key')).statusCode).toBe(403);
    expect((await web.browser().post('/auth/explorer-key')).statusCode).toBe(401);
  });
});
