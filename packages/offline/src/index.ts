export type * from '@caponier/core'
export type * from '@caponier/core/position/index'
