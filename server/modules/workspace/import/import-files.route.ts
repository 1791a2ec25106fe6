import type { FastifyRequest } from 'fastify';
import type { ApiDeps } from '../../../platform/api/context.ts';
import type { Downloads } from '../../../platform/api/files/download.ts';
import { FILES_PATH } from '../../../platform/files/attachment.read.ts';
import { KINDS } from '../../../platform/files/kinds.ts';
import { globalId } from '../../../platform/ids.ts';
import { message } from '../../../platform/mail/catalog.ts';
import {
  columnLabel,
  type ImportTargetName,
  importTargets,
  xlsxStream,
} from '../../transfers/index.ts';
import { importedFile, type RefusedRow, refusedRows } from './import-report.read.ts';

type Language = 'zh' | 'en';
interface Asked {
  readonly Params: { readonly name: string };
  readonly Querystring: { readonly language?: string };
}
const languageOf = ({ query }: FastifyRequest<Asked>): Language =>
  query.language === 'en' ? 'en' : 'zh';

/**
 * Serves the template of an import, `GET /files/import-template/CUSTOMERS`, and the report of the rows that an import
 * refused, `GET /files/import-report/job_…`: the rows of the file with the reason beside each, to be corrected and
 * uploaded again.
 */
export function registerImportFiles(download: Downloads, deps: ApiDeps): void {
  download<Asked>(`${FILES_PATH}/import-template/:name`, {
    scope: 'read',
    async file(viewer, request) {
      const target = importTargets[request.params.name as ImportTargetName];
      if (!Object.hasOwn(importTargets, request.params.name) || !target.roles.includes(viewer.role))
        return null;
      const language = languageOf(request);
      const columns = target.columns.filter(({ isExported }) => !isExported);
      const header = columns.map(
        ({ key, required }) => columnLabel(language, target.name, key) + (required ? ' *' : ''),
      );
      const example = columns.map((column) => column.example);
      return sheet(message(language, `ui.import.template.${target.name}`), header, one(example));
    },
  });

  download<Asked>(`${FILES_PATH}/import-report/:name`, {
    scope: 'read',
    async file(viewer, request) {
      const id = globalId.decode('job', request.params.name);
      const language = languageOf(request);
      const found = await importedFile(deps, viewer, id);
      if (!found) return null;
      const header = found.mapping.map((column) => column.header);
      const reason = message(language, 'ui.import.reason');
      const lines = async function* () {
        for await (const rows of refusedRows(deps, viewer, id))
          for (const row of rows)
            yield [
              ...header.map((name) => row.cells[name] ?? ''),
              reasonText(row, found.target, language),
            ];
      };
      const name = message(language, 'ui.import.reportName', {
        file: found.label.replace(/\.\w+$/, ''),
      });
      return sheet(name, [...header, reason], lines());
    },
  });
}

function reasonText(
  { code, column, params }: RefusedRow,
  target: string,
  language: Language,
): string {
  const key = `error.${code}`;
  const values = Object.fromEntries(params.map((param) => [param.key, param.value]));
  let text = code;
  try {
    if (message.exists(key)) text = message(language, key, values);
  } catch {
    // A text whose values are missing is named by its code.
  }
  return column === null ? text : `${columnLabel(language, target, column)}: ${text}`;
}

async function* one(row: string[]): AsyncGenerator<string[]> {
  yield row;
}

function sheet(name: string, header: readonly string[], lines: AsyncIterable<string[]>) {
  const columns = header.map((text) => ({ header: text, kind: 'TEXT' as const }));
  return {
    name: `${name}.xlsx`,
    mediaType: KINDS.xlsx!.mediaType,
    content: xlsxStream(name, columns, lines),
  };
}
