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
    /** A chunk with all that it cannot do without. */
    const whole = (file: string, into = new Set<string>()): Set<string> => {
      const chunk = bundle[file];
      if (chunk?.type !== "chunk" || into.has(file)) return into;
      into.add(file);
      for (const other of chunk.imports) whole(other, into);
      return into;
    };
    const chunks = Object.values(bundle).filter((chunk) => chunk.type === "chunk");
    const size = (...names: string[]) => {
      const lacking = names.find((name) => !chunks.some((chunk) => chunk.name === name));
      if (lacking) this.error(`No chunk is named ${lacking}: name in vite.config.ts what the budget is of.`);
      const files = new Set(chunks.filter((chunk) => chunk.isEntry || names.includes(chunk.name)).flatMap((chunk) => [...whole(chunk.fileName)]));
      return chunks.reduce((sum, chunk) => sum + (files.has(chunk.fileName) ? gzipSync(chunk.code).length : 0), 0);
    };
    const worker = Object.values(bundle).reduce((sum, asset) => sum + (asset.type === "asset" && /worker.*\.m?js$/.test(asset.fileName) ? gzipSync(asset.source).length : 0), 0);
    for (const [part, bytes, most] of [["shell", size(), 60], ["with chart", size("Curve"), 90], ["with map", size("CityMap"), 400], ["map worker", worker, 160]] as const) {
      const says = `${part}: ${Math.round(bytes / 100) / 10} of ${most} kB, gzip`;
      if (bytes === 0 || bytes > most * 1000) this.error(`${says}. Let what is not seen at first come when it is asked for, or decide on another budget in vite.config.ts and dashboards/README.md.`);
      console.log(says);
    }
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
  // For `npm run dev` beside a running twin; names that the twin's own data has are read from it.
  server: { fs: { allow: ["../.."] }, proxy: { "/v1": { target: "http://localhost:5080", ws: true } } },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
