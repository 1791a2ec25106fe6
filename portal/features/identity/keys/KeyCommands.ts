import { graphql } from '../../../gql/gql.ts';

export const createKey = graphql(`
  mutation Key_create($input: ApiKeyCreateInput!, $idempotencyKey: ID!) {
    step: apiKeyCreate(input: $input, idempotencyKey: $idempotencyKey) {
      secret
      apiKey { id name }
      userErrors { code field message params { key value } }
    }
  }
`);
