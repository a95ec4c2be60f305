import { z } from 'zod'

/** Any JSON, as one component of the OpenAPI document. Registered in place: a copy would refer to the schema without the name. */
export const JsonValue = z.json()
z.globalRegistry.add(JsonValue, { id: 'JsonValue' })
