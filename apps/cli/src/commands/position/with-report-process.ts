import type { PdfProcess } from '@caponier/offline/position/report-process'
import { startPdf } from '@caponier/offline/position/report-process'

/**
 * Starts the process that sets the report, then does the work that leads to it. Setting the report is the longest step; so
 * its process loads while the modules that compute are still being loaded, and `work` should import them itself.
 */
export async function withReportProcess<T>(work: (pdf: PdfProcess) => Promise<T>): Promise<T> {
  const pdf = startPdf()
  try {
    return await work(pdf)
  } finally {
    pdf.stop()
  }
}
