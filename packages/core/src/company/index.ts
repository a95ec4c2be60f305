export * from './primitives.ts'
export * from './structure.ts'
export * from './assessment.ts'
export * from './workspace.ts'
