/**
 * The parts that most pages share. They load once, soon after the first page: a browser asks for six files at a time,
 * and a page that finds them waits for its own code alone.
 */
export { CustomerPicker } from '../domain/CustomerPicker.tsx';
export { RecordTimeline } from '../domain/record/RecordTimeline.tsx';
export { FormDialog } from '../shell/FormDialog.tsx';
export { FormProblems } from '../shell/FormProblems.tsx';
export { DatePicker } from '../ui/fields/DatePicker.tsx';
export { NumberField } from '../ui/fields/NumberField.tsx';
export { RadioGroup } from '../ui/fields/RadioGroup.tsx';
export { Desk } from '../ui/layout/Desk.tsx';
export { fileColumns } from './file-columns.ts';
export { ListPage } from './ListPage.tsx';
