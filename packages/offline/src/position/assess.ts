import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Content, Language, Problem, Result } from '@caponier/core'
import { ok } from '@caponier/core'
import type { Workspace } from '@caponier/core/company/index'
import type { Position } from '@caponier/core/position/index'
import { renderFlip } from '@caponier/core/scope/index'
import { type PdfProcess, startPdf } from '@caponier/reports/pdf/render'
import { reportData, type ReportData } from '@caponier/reports/report-data'
import type { Computed, ComputeOptions } from './compute.ts'
import { computeAll } from './compute.ts'
import { positionText } from './compute-text.ts'

/** The three files of an assessment, by name. The same input gives the same bytes. */
export type AssessmentFiles = ReadonlyMap<'position.json' | 'report.pdf' | 'report.xlsx', Uint8Array>

export interface Assessment {
  readonly computed: Computed
  readonly files: AssessmentFiles
}

/**
 * Computes the position and renders it as JSON, PDF and XLSX. `onStep` is told before each step. A process for the PDF that
 * was started earlier saves the time that it takes to load; whoever started it stops it when this fails.
 */
export async function assessWorkspace(
  content: Content,
  workspace: Workspace,
  options: Omit<ComputeOptions, 'flips'>,
  onStep: (step: 'position' | 'report') => void,
  pdfProcess?: PdfProcess,
): Promise<Result<Assessment, Problem>> {
  onStep('position')
  const computed = computeAll(content, workspace, { ...options, flips: true })
  if (!computed.ok) return computed
  const data = reportData(reportInput(content, workspace, computed.value, options.lang))
  onStep('report')
  // The PDF is set in a process of its own; everything else is written meanwhile.
  const [pdf, others] = await Promise.all([(pdfProcess ?? startPdf()).render(data), otherFiles(data, computed.value.position)])
  if (!pdf.ok) return pdf
  return ok({
    computed: computed.value,
    files: new Map([
      ['position.json', others.json],
      ['report.pdf', pdf.value],
      ['report.xlsx', others.xlsx],
    ]),
  })
}

/** The module that writes spreadsheets is loaded when the PDF is on its way, not before. */
async function otherFiles(data: ReportData, position: Position): Promise<{ readonly json: Uint8Array; readonly xlsx: Uint8Array }> {
  const { renderXlsx } = await import('@caponier/reports/xlsx/render')
  return { json: new TextEncoder().encode(positionText(position)), xlsx: renderXlsx(data) }
}

function reportInput(
  content: Content,
  workspace: Workspace,
  { position, group }: Computed,
  lang: Language,
): Parameters<typeof reportData>[0] {
  return {
    position,
    content,
    workspace,
    lang,
    groupScope: group.entities.map((one) => ({
      entity: one.entity,
      cir: one.cir,
      states: one.states,
      flips: one.flips.map((flip) => renderFlip(flip, lang)),
    })),
    generatedFor: { asOf: position.asOf, knownAt: position.knownAt, contentVersion: position.contentVersion },
  }
}

/** Writes files into a folder, each whole or not at all. Returns their paths. */
export async function writeFiles(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  for (const [name, bytes] of files) {
    const path = join(folder, name)
    await writeFile(`${path}.part`, bytes)
    await rename(`${path}.part`, path)
    paths.push(path)
  }
  return paths
}
