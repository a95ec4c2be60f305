import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Short names of frameworks as the parts use them. */
export const FRAMEWORKS = {
  '3-3': 'iec62443-3-3:2013',
  '2-1': 'iec62443-2-1:2024',
  '3-2': 'iec62443-3-2:2020',
  '2-4': 'iec62443-2-4:2023',
  '4-1': 'iec62443-4-1:2018',
  '4-2': 'iec62443-4-2:2019',
  nis2: 'nis2:2022',
  cir: 'cir-2024-2690:2024',
} as const
export type Short = keyof typeof FRAMEWORKS

/** Vector order of IEC 62443-3-3. */
export const FR = ['IAC', 'UC', 'SI', 'DC', 'RDF', 'TRE', 'RA'] as const

/** One requirement of a manifest: id, domain (FR, SPE, practice ...) and gate where there is one. */
export interface Row {
  readonly id: string
  readonly domain: string
  readonly sl?: number
}

const FILES = {
  '3-3': 'iec62443-3-3',
  '2-1': 'iec62443-2-1-2024',
  '3-2': 'iec62443-3-2',
  '2-4': 'iec62443-2-4',
  '4-1': 'iec62443-4-1',
  '4-2': 'iec62443-4-2',
  cir: 'cir-2024-2690',
} as const

/** Rows of a framework in pack order, from the manifest that the content lint checks against. */
export function rowsOf(framework: keyof typeof FILES): readonly Row[] {
  const path = fileURLToPath(new URL(`../../content/manifest/${FILES[framework]}.json`, import.meta.url))
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { readonly rows: readonly Row[] }
  return manifest.rows
}
