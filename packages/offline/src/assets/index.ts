export { decideProposals, readPayload, type ProposalDecision, type ProposalSelection } from '@caponier/core/assets/index'
export { REJECT_MEANING } from '@caponier/wire'
export { importZeek, type ZeekImport } from './zeek.ts'
