import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { keyOf } from '../key.ts';
import { ready, serverEnv } from '../ready.ts';

// PostGraphile 5 on the same tables, set up as its documentation recommends for production. It identifies
// the caller by the same API key but has no row-level security: the tenant is an argument of each list.

const { url } = serverEnv();
const address = new URL(url);
address.searchParams.set('options', '-c role=partnergraph_owner');

const keys = new pg.Pool({ connectionString: address.href, max: 4, idleTimeoutMillis: 600_000 });

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: address.href, schemas: ['public', 'bench'] })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: {
    explain: false,
    async context({ node }) {
      if (!(await keyOf(keys, node?.req.headers.authorization))) throw new Error('Unauthenticated');
      return {};
    },
  },
});
const server = createServer();
server.on('error', (error) => {
  throw error;
});
const serv = instance.createServ(grafserv);
await serv.addTo(server);
server.listen(0, '127.0.0.1', () => ready(server));
