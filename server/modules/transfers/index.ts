/**
 * Transfers: files that leave and enter the product. The module owns the files of exports, the formats, and what the
 * columns of an import mean. The rows of an export are those that the viewer's own query returns; a row of an import
 * is a command that the viewer could call.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { TransferFileEntity } from './transfer-file.entity.ts';
import { transferFile } from './transfer-file.read.ts';
import { exportDays, importRowLimit } from './transfers.policies.ts';

export {
  type ExportColumn,
  type ExportFormat,
  ExportFormatEnum,
  exportColumn,
  type TransferLanguage,
  TransferLanguageEnum,
} from './export/export-column.ts';
export { exportFile, mostRows } from './export/export-file.ts';
export { exportPages } from './export/export-pages.ts';
export { exportQuery } from './export/export-query.ts';
export { MANIFEST_FACTS, type ManifestFact, manifestLabel } from './export/manifest.ts';
export { textOf } from './export/values.ts';
export { xlsxStream } from './export/xlsx.ts';
export {
  CellRefusal,
  type Cells,
  columnLabel,
  columnsOfHeaders,
  type ImportTarget,
} from './import/import-target.ts';
export { readSheet } from './import/sheet.ts';
export { ImportTargetEnum, type ImportTargetName, importTargets } from './import/targets.ts';
export { TransferFileEntity } from './transfer-file.entity.ts';
export { transferFile } from './transfer-file.read.ts';
export { purgeTransferFiles } from './transfer-file-purge.job.ts';
export { exportDays, importRowLimit } from './transfers.policies.ts';

export const transfers: DomainModule = {
  name: 'transfers',
  entities: [TransferFileEntity],
  reads: [transferFile],
  policies: [exportDays, importRowLimit],
};
