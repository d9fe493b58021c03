import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Licences ask that their text travels with what they license. */
const licenses = (files: Record<string, string>): Plugin => ({
  name: "licenses",
  generateBundle() {
    for (const [name, file] of Object.entries(files))
      this.emitFile({ type: "asset", fileName: `licenses/${name}.txt`, source: readFileSync(`node_modules/${file}`, "utf8") });
  },
});

const font = (name: string) => [name, `@fontsource-variable/${name}/LICENSE`] as const;

/** What a browser must fetch before anything is seen, then for charts, then for the map; goals are those of the design. */
const budgets: Plugin = {
  name: "budgets",
  writeBundle(_, bundle) {
    const size = (is: (file: string) => boolean) =>
      Object.values(bundle).reduce((sum, chunk) => sum + (chunk.type === "chunk" && is(chunk.name) ? gzipSync(chunk.code).length : 0), 0);
    const worker = Object.values(bundle).reduce((sum, asset) => sum + (asset.type === "asset" && /worker.*\.m?js$/.test(asset.fileName) ? gzipSync(asset.source).length : 0), 0);
    const [map, chart] = [size((name) => name === "CityMap"), size((name) => name === "Curve")];
    const shell = size((name) => name !== "CityMap" && name !== "Curve");
    for (const [part, bytes, most] of [["shell", shell, 60], ["with chart", shell + chart, 90], ["with map", shell + map, 400], ["map worker", worker, 160]] as const)
      console.log(`${part}: ${Math.round(bytes / 100) / 10} of ${most} kB, gzip`);
  },
};

export default defineConfig({
  plugins: [svelte(), licenses({ ...Object.fromEntries([font("inter"), font("noto-sans-thai"), font("noto-sans-jp")]), "maplibre-gl": "maplibre-gl/LICENSE.txt", uplot: "uplot/LICENSE" }), budgets],
  worker: { format: "es" },
  build: {
    outDir: "../wwwroot",
    emptyOutDir: true,
    // The page's policy allows no data: addresses.
    assetsInlineLimit: 0,
    target: "es2023",
  },
  // For `npm run dev` beside a running twin.
  server: { proxy: { "/v1": { target: "http://localhost:5080", ws: true } } },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
