/** How a conversation was carried, as Zeek's `proto` says; all that is rarer is `other`. */
export const TRANSPORTS = ['tcp', 'udp', 'icmp', 'other'] as const
export type Transport = (typeof TRANSPORTS)[number]
