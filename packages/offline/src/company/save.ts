export { writeWorkspaceFolder as saveWorkspace } from '@caponier/formats/workspace/write'
