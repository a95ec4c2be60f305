export { type AcceptOptions } from './accept.ts'
export {
  type Address,
  addressScope,
  type AddressScope,
  contains,
  formatAddress,
  formatPrefix,
  isDirectedBroadcast,
  overlaps,
  parseAddress,
  parsePrefix,
  type Prefix,
  prefixOf,
} from './address.ts'
export { type CleartextFinding, cleartextManagement } from './cleartext.ts'
export { decideProposals, type ProposalDecision, type ProposalSelection } from './decide.ts'
export { mergeProposals } from './merge.ts'
export { type FlowAside, protocolOf } from './observation.ts'
export type { ObservedFlow, ObservedHost, ObservedService, ObservedTraffic } from './observed-traffic.ts'
export { type AssetPayload, type FlowPayload, type NetworkPayload, readPayload, type ReadPayload } from './payload.ts'
export { type AddressAside, proposeFromTraffic, type ProposeInput, type ProposeOutcome, type ProposeSummary } from './propose.ts'
export { siteAddresses, type SiteAddresses, type Standing, type StandingKind } from './site-addresses.ts'
