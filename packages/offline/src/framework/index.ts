export { findEntries, mappingOf, nearIds, type Entry, type MappingView } from './lookup.ts'
export { loadContent } from '@caponier/content'
export { lintContent, type LintReport } from '@caponier/content'
export { responsibilityIn } from '@caponier/core'
