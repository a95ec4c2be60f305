export { loadContent } from '@caponier/content/load'
