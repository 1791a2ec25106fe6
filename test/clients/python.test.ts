import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CUSTOMERS, LIST, openStage, type Stage } from './stage.ts';

/** The Python interpreters of this machine that have the library; often there is no such interpreter. */
const pythons = ['python3', '/usr/bin/python3'].filter(
  (path) => spawnSync(path, ['-c', 'import gql.transport.requests']).status === 0,
);
/** Directive locations that graphql-core knows; it fails on any other. */
const KNOWN = new Set(
  'QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION'.split(
    ' ',
  ),
);

const PROGRAM = `
import json, sys
from gql import Client, gql
from gql.transport.requests import RequestsHTTPTransport

transport = RequestsHTTPTransport(url=sys.argv[1], headers={"authorization": sys.argv[2]})
client = Client(transport=transport, fetch_schema_from_transport=True)
with client as session:
    names, after = [], None
    while True:
        page = session.execute(gql(sys.argv[3]), {"first": 4, "after": after})["customers"]
        names += [edge["node"]["name"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
print(json.dumps([names, "Customer" in client.schema.type_map]))
`;

describe('Python gql', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  it('receives no directive location that it does not know', async () => {
    const answer = await fetch(stage.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...stage.headers },
      body: JSON.stringify({ query: '{ __schema { directives { name locations } } }' }),
    });
    const { data } = (await answer.json()) as {
      data: { __schema: { directives: { locations: string[] }[] } };
    };
    const locations = data.__schema.directives.flatMap((directive) => directive.locations);
    expect(locations.length).toBeGreaterThan(0);
    expect(locations.filter((location) => !KNOWN.has(location))).toEqual([]);
  });

  for (const python of pythons.slice(0, 1))
    it('reads the schema from the address and pages through a list', async () => {
      const { stdout } = await promisify(execFile)(python, [
        '-c',
        PROGRAM,
        stage.endpoint,
        stage.headers.authorization,
        LIST,
      ]);
      expect(JSON.parse(stdout)).toEqual([CUSTOMERS, true]);
    });
});
