export type { EntityDossier, ReportInput } from './input.ts'
export { type PdfPlaces, type PdfProcess, renderPdf, startPdf } from './pdf/render.ts'
export { reportData, type ReportData } from './report-data.ts'
export { renderXlsx } from './xlsx/render.ts'
