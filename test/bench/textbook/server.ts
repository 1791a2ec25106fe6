import { tokens } from '../../../server/platform/secrets.ts';
import { Naming } from '../../../server/platform/sql/columns.ts';
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { MikroORM } from '@mikro-orm/postgresql';
import { GraphQLError } from 'graphql';
import { buildSchema } from 'type-graphql';
import { ApiKeyEntity } from '../../../server/modules/identity/api-key/api-key.entity.ts';
import { OrganizationEntity } from '../../../server/modules/identity/organization/organization.entity.ts';
import { authChecker } from '../../../server/platform/api/gate.ts';
import { AS_OWNER } from '../../../server/platform/db/log-ins.ts';
import { loadDomain } from '../../../server/schema.ts';
import { serverEnv } from '../ready.ts';
import { type Context, loaders } from './context.ts';
import { DashboardResolver, ProductSalesResolver } from './dashboard.ts';
import { DiscountCreateResolver } from './discount-create.ts';
import * as resolvers from './resolvers.ts';

// The product's packages combined as their documentation shows: Apollo Server over a type-graphql schema,
// entities found by the ORM in each resolver, DataLoader against N + 1, the tenant in each condition.

const KEY = /^Bearer pg_live_([0-9a-f]{8})_([\w-]{43})$/;

const { url } = serverEnv();
const { entities } = await loadDomain();
const orm = await MikroORM.init({
  clientUrl: url,
  entities: [...entities],
  namingStrategy: Naming,
  ensureDatabase: false,
  pool: { min: 0, max: 10 },
  driverOptions: { options: AS_OWNER },
});
const schema = await buildSchema({
  resolvers: [
    ...Object.values(resolvers),
    DashboardResolver,
    ProductSalesResolver,
    DiscountCreateResolver,
  ] as never,
  validate: false,
  // The product's classes are in the same global storage of type-graphql.
  authChecker,
});
const { url: address } = await startStandaloneServer(new ApolloServer<Context>({ schema }), {
  listen: { host: '127.0.0.1', port: 0 },
  async context({ req }) {
    const em = orm.em.fork();
    const [, prefix, secret] = KEY.exec(req.headers.authorization ?? '') ?? [];
    const key = prefix ? await em.findOne(ApiKeyEntity, { prefix, revokedAt: null }) : null;
    const organization =
      key && (await em.findOne(OrganizationEntity, { id: key.orgId, status: 'ACTIVE' }));
    if (!organization || !tokens.areEqual(tokens.hash(secret!), key.secretHash))
      throw new GraphQLError('Unauthenticated', { extensions: { http: { status: 401 } } });
    return { em, key, load: loaders(em, key.orgId) };
  },
});
process.on('disconnect', () => process.exit());
process.send!({ port: Number(new URL(address).port) });
