export { canonicalAddress } from './address.ts'
export type { ConnRow, RowSink } from './conn-row.ts'
export type { Transport } from './transport.ts'
export { type Exchange, looksReversed, type Participation, participation } from './exchange.ts'
export { CONN_STATES, type History, historyOf, type Name } from './names.ts'
export type {
  FileProblem,
  ObservedFile,
  ObservedFlow,
  ObservedHost,
  ObservedService,
  ObservedTraffic,
  RejectCounts,
  RejectExample,
  RowCounts,
} from './observed.ts'
export { createZeekReader, parseZeekChunk, ZEEK_LIMITS, type ZeekLimits, type ZeekReader } from './reader.ts'
export { REJECT_MEANING, REJECT_REASONS, type RejectReason } from './rejects.ts'
export { canonicalService, KNOWN_PORTS, type KnownPort, serviceOfPort } from './services.ts'
export {
  GZIP_LIMITS,
  type GzipLimits,
  isConnLogName,
  readZeekFolder,
  type ZeekFolder,
  type ZeekFolderOptions,
  type ZeekFolderProblem,
  type ZeekFolderProgress,
  type ZeekFolderResult,
} from './folder.ts'
