import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The fonts' licence asks that its text travels with them. */
const licenses = (fonts: string[]): Plugin => ({
  name: "font-licenses",
  generateBundle() {
    for (const font of fonts)
      this.emitFile({ type: "asset", fileName: `licenses/${font}.txt`, source: readFileSync(`node_modules/@fontsource-variable/${font}/LICENSE`, "utf8") });
  },
});

export default defineConfig({
  plugins: [svelte(), licenses(["inter", "noto-sans-thai", "noto-sans-jp"])],
  build: {
    outDir: "../wwwroot",
    emptyOutDir: true,
    // The page's policy allows no data: addresses.
    assetsInlineLimit: 0,
    target: "es2023",
  },
  // For `npm run dev` beside a running twin.
  server: { proxy: { "/v1": "http://localhost:5080" } },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
