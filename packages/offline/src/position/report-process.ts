/** The process that sets the PDF, apart from everything else, so that it can be started before the rest is loaded. */
export { startPdf, type PdfProcess } from '@caponier/reports/pdf/render'
