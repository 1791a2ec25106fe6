import { graphql } from '../../../gql/gql.ts';

export const One = graphql(`
  query ImportPage($id: ID!) {
    job(by: { id: $id }) {
      id ...Job_job ...ImportPage_job
    }
  }
`);

export const Import = graphql(`
  fragment ImportPage_job on Job {
    id target committedAt
    mapping { header column }
    refused: importRows(first: 100, filter: { outcome: [REFUSED, FAILED] }) {
      nodes {
        id line label outcome code faultyColumn isFixed
        cells { key value }
        params { key value }
      }
      count { value isExact }
    }
  }
`);

export const fixRow = graphql(`
  mutation ImportPage_fix($input: ImportRowFixInput!) {
    step: importRowFix(input: $input) {
      importRow { id label outcome code faultyColumn isFixed cells { key value } params { key value } }
      job { id ...Job_job }
      userErrors { code field message params { key value } }
    }
  }
`);

export const commitImport = graphql(`
  mutation ImportPage_commit($input: JobCommitInput!, $idempotencyKey: ID!) {
    step: jobCommit(input: $input, idempotencyKey: $idempotencyKey) {
      job { id ...Job_job ...ImportPage_job }
      userErrors { code field message params { key value } }
    }
  }
`);

export const remapImport = graphql(`
  mutation ImportPage_remap($input: JobRemapInput!, $idempotencyKey: ID!) {
    step: jobRemap(input: $input, idempotencyKey: $idempotencyKey) {
      job { id ...Job_job ...ImportPage_job }
      userErrors { code field message params { key value } }
    }
  }
`);
