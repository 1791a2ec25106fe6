import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { ready, serverEnv } from '../ready.ts';

// PostGraphile 5 as its documentation says for production, on the same tables. It is spared what it could
// do without: no row-level security, no look-up of the key; the tenant comes as an argument of each list.

const { url } = serverEnv();
const address = new URL(url);
address.searchParams.set('options', '-c role=partnergraph_owner');

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: address.href, schemas: ['public', 'bench'] })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  grafast: { explain: false },
  disablePlugins: [],
});
const server = createServer();
server.on('error', (error) => {
  throw error;
});
const serv = instance.createServ(grafserv);
await serv.addTo(server);
server.listen(0, '127.0.0.1', () => ready(server));
