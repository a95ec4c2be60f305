import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { routeTable } from './build/route-table.ts'

/** In development the API comes from the server that `npm run dev` started beside. */
const server = process.env['CAPONIER_SERVER'] ?? 'http://127.0.0.1:8620'

export default defineConfig(({ command }) => {
  // Test runners hand NODE_ENV=test to their children; React would then be built in its development form, twice the size.
  if (command === 'build') process.env['NODE_ENV'] = 'production'
  return {
    plugins: [routeTable(), react()],
    server: { proxy: { '/api': { target: server, changeOrigin: false } } },
    build: {
      target: 'es2023',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        output: {
          advancedChunks: {
            groups: [
              { name: 'mantine', test: /node_modules[\\/]@mantine/ },
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            ],
          },
        },
      },
    },
  }
})
