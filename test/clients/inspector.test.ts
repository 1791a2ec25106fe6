import { readFileSync } from 'node:fs';
import { diff, validate } from '@graphql-inspector/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  printSchema,
  Source,
} from 'graphql';
import { LIST, openStage, SCHEMA, type Stage, TAG } from './stage.ts';

describe('graphql-inspector', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  it('finds the running schema equal to schema.graphql', async () => {
    const answer = await fetch(stage.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...stage.headers },
      body: JSON.stringify({
        query: getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }),
      }),
    });
    const running = buildClientSchema(((await answer.json()) as { data: never }).data);
    const written = buildSchema(readFileSync(SCHEMA, 'utf8'));
    expect(
      (await diff(written, buildSchema(printSchema(running)))).map(({ message }) => message),
    ).toEqual([]);
  });

  it('validates documents and names an unknown field', () => {
    const schema = buildSchema(readFileSync(SCHEMA, 'utf8'));
    const documents = [LIST, TAG].map((text) => new Source(text));
    expect(validate(schema, documents)).toEqual([]);
    const [wrong] = validate(schema, [new Source('{ customers(first: 1) { nothing } }')]);
    expect(wrong!.errors[0]!.message).toContain('nothing');
  });
});
