import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { ScopeContent, ScopeContext } from './context.ts'
import { scopeContext } from './context.ts'
import type { LawPack } from './law-pack.ts'

const folder = new URL('../../../../content/law/', import.meta.url)
const read = (file: string): unknown => parse(readFileSync(new URL(file, folder), 'utf8'))

/** The shipped legal content, read straight from its files; for tests only. */
export const shippedContent: ScopeContent = {
  activities: read('activities.yaml') as ScopeContent['activities'],
  nace: read('nace.yaml') as ScopeContent['nace'],
  laws: readdirSync(folder)
    .filter((file) => /^[a-z]{2}\.yaml$/.test(file) && file !== 'eu.yaml')
    .map((file) => read(file) as LawPack),
}

export const AS_OF = '2026-11-23'
export const shipped: ScopeContext = scopeContext(shippedContent, { asOf: AS_OF })
