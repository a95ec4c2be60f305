/** Why a row was not mapped. The set is closed: every row read is mapped or carries exactly one of these. */
export const REJECT_REASONS = [
  'no-header',
  'unusable-header',
  'other-log',
  'not-json',
  'broken-utf8',
  'line-too-long',
  'bad-column-count',
  'missing-field',
  'masked-timestamp',
  'bad-timestamp',
  'bad-duration',
  'bad-address',
  'bad-port',
  'unknown-protocol-field',
  'bad-service',
  'bad-count',
  'too-many-hosts',
  'too-many-services',
  'too-many-flows',
] as const

export type RejectReason = (typeof REJECT_REASONS)[number]

/** What each reason means, for the person who reads the counts. */
export const REJECT_MEANING: Readonly<Record<RejectReason, string>> = {
  'no-header': 'a data row before any #fields line, and not JSON',
  'unusable-header': 'the #separator is not one single byte, or #fields holds too many columns',
  'other-log': '#path or _path names another log than conn',
  'not-json': 'the line starts like JSON and is no JSON object',
  'broken-utf8': 'bytes that are not UTF-8',
  'line-too-long': 'the line is longer than the reader allows',
  'bad-column-count': 'more or fewer columns than #fields announces, as in a file that was cut',
  'missing-field': 'time, an address, a port or the transport is absent or unset',
  'masked-timestamp': 'the time was masked (XXXXXXXXXX.XXXXXX)',
  'bad-timestamp': 'the time is no epoch and no ISO 8601 instant, or lies outside 1990 to 2100',
  'bad-duration': 'the duration is no number of seconds from 0 to 100 years',
  'bad-address': 'an end is no IPv4 or IPv6 address',
  'bad-port': 'a port is no integer from 0 to 65535',
  'unknown-protocol-field': 'the transport is none of tcp, udp, icmp, unknown_transport',
  'bad-service': 'the service is longer than 200 characters or holds characters that no service name has',
  'bad-count': 'a byte or packet count is no integer from 0 to 2^53 - 1',
  'too-many-hosts': 'more different addresses than the reader holds at once',
  'too-many-services': 'more different services than the reader holds at once',
  'too-many-flows': 'more different flows than the reader holds at once',
}
