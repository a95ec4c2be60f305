import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { ScopeContent, ScopeContext } from './context.ts'
import { scopeContext } from './context.ts'
import type { LawPack } from './law-pack.ts'

const folder = new URL('../../../../content/law/', import.meta.url)
const read = <T>(file: string): T => parse(readFileSync(new URL(file, folder), 'utf8')) as T

/** The shipped legal content, read straight from its files; for tests only. */
export const shippedContent: ScopeContent = {
  activities: read<ScopeContent['activities']>('activities.yaml'),
  nace: read<ScopeContent['nace']>('nace.yaml'),
  laws: readdirSync(folder)
    .filter((file) => /^[a-z]{2}\.yaml$/.test(file) && file !== 'eu.yaml')
    .map((file) => read<LawPack>(file)),
}

export const AS_OF = '2026-11-23'
export const shipped: ScopeContext = scopeContext(shippedContent, { asOf: AS_OF })
