export * from './zeek/index.ts'
