// The schemas would try once whether code may be made at run time, which the policy forbids and a browser reports. They need not ask.
// Read by zod before its first schema; stands before every module, so that the order of the built parts does not matter.
globalThis.__zod_globalConfig = { jitless: true }
