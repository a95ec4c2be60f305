export type { Issue, Problem, Result } from './result.ts'
export { fail, ok } from './result.ts'
export * from './framework/content.ts'
export * from './scope/law-pack.ts'
